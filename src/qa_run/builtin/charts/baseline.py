"""Frozen control limits: what a baseline file keeps of a process, and how it is read back."""

import json
from collections.abc import Mapping
from typing import Any

from qa_run.builtin.charts.drawing import Process

SCHEMA = "qa-run/baseline/1"


def frozen_process(text: str, key: str, kind: str) -> Process | None:
    """The process of one sequence; None where the baseline has none for it. ValueError where it cannot be used."""
    try:
        whole = json.loads(text)
        charts: Mapping[str, Any] = whole["charts"]
        known = whole["schema"] == SCHEMA
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("the baseline is no file that qa-run baseline wrote; write it anew") from error
    if not known:
        raise ValueError(f"the baseline is of another version ({whole['schema']}); write it anew")
    kept = charts.get(key)
    if kept is None:
        return None
    if kept.get("type") != kind:
        raise ValueError(f"the baseline was frozen for a chart of type {kept.get('type')}, not {kind}; write it anew")
    return Process(float(kept["centre"]), float(kept["sigma"]))
