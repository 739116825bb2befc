"""A lot that is released names the bill of material that it was held against."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from qa_run.cli.main import main

SPEC = """\
procedure: kits
samples: {from: kits.csv, item: kit, lot: batch}
characteristics:
  contents: {contains: {bom: bom.csv}, class: critical}
"""


def test_the_bill_is_among_what_the_lot_was_held_against(
    tmp_path: Path, kits: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    bom = "part,quantity\nhook,2\n"
    (tmp_path / "specs").mkdir()
    for name, text in (("kits.yaml", SPEC), ("bom.csv", bom), ("kits.csv", "kit,batch,hook\nA,B7,2\nB,B7,2\n")):
        (tmp_path / "specs" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert main(["release", "B7", *(["-p", "qa_run_kits"] if kits else [])]) == 0
    told = json.loads((tmp_path / "release-B7" / "certificate.json").read_text(encoding="utf-8"))
    held = {each["path"]: each["sha256"] for each in told["held_against"] if each["role"] == "beside"}
    assert held == {"specs/bom.csv": hashlib.sha256(bom.encode()).hexdigest()}
