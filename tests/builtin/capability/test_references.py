"""The criterion says the indices that qcc computes of the same subgroups; degrees of freedom differ in intervals."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from qa_run.builtin.capability.capability import Capability
from qa_run.testing.judging import as_written

SHARED = Path(os.environ.get("QA_RUN_SHARED", Path(__file__).parents[4] / "shared"))
HOW = {"MR": "moving_range", "UWAVE-R": "r_bar", "RMSDF": "pooled"}
KEYS = {"Cp": "cp", "Cp_l": "cpl", "Cp_u": "cpu", "Cp_k": "cpk", "Cpm": "cpm", "Pp": "pp", "Pp_l": "ppl"}
KEYS |= {"Pp_u": "ppu", "Pp_k": "ppk"}


def cases():
    path = SHARED / "oracles" / "qcc30_capability.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


@pytest.mark.skipif(not cases(), reason="qcc30_capability.json is not beside the project")
def test_every_case_of_qcc_3_gives_the_same_indices():
    held = 0
    for case in cases():
        told, output = case["input"], case["output"]
        rows = [np.atleast_1d(np.asarray(row, float)) for row in told.get("subgroups") or told["x"]]
        asked = {"subgroup": "of", "within": HOW[told["std_dev_method"]]} if len(rows[0]) > 1 else {}
        ends = {name: told[key] for name, key in (("lower", "lsl"), ("upper", "usl")) if told.get(key) is not None}
        aim = {"target": told["target"]} if told.get("target") is not None and len(ends) == 2 else {}
        written = {**ends, **aim, **asked, "ppk": {"lower": -99}, "at_least": 2}
        answer = as_written(Capability, written).judge(
            {
                "value": np.concatenate(rows),
                "subgroup": np.repeat(np.arange(len(rows)), [len(row) for row in rows]) * 1.0,
            }
        )
        for name, key in KEYS.items():
            value = (output.get(name) or {}).get("value")
            if value is not None and key in answer.numbers:
                held += 1
                # qcc takes d2 and c4 from a table of three digits
                exact = key[0] == "p" or told["std_dev_method"] == "RMSDF"
                assert answer.numbers[key] == pytest.approx(value, rel=1e-6 if exact else 5e-4), (case["source"], name)

    assert held > 6 * len(cases())
