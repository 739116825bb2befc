"""Frozen limits: what a file beside a procedure keeps of a process that was in control, and how it is read back."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from attrs import evolve, field, frozen

SCHEMA = "qa-run/baseline/1"
ANEW = "move it away and run qa-run baseline"


@frozen(kw_only=True, eq=False, repr=False)
class Baseline:
    """What was frozen, of which requirement, when, by whom and from which samples.

    requirement: the id of the requirement in its characteristic
    unit:        the unit in which values were recorded
    charts:      of each sequence, by its stratum (`shop=Milano`; blank over all), what its criterion keeps
    despite:     the reason for which limits were frozen although points signalled by them
    sha256:      the digest of the file
    """

    procedure: str
    revision: str
    characteristic: str
    requirement: str
    unit: str
    made: str
    by: str
    sources: Sequence[Mapping[str, str]]
    charts: Mapping[str, Mapping[str, Any]]
    despite: str = ""
    sha256: str = field(default="")

    @classmethod
    def parse(cls, text: str) -> "Baseline":
        """The baseline in a file; a ValueError says what is wrong with it, and where."""
        try:
            whole = json.loads(text)
        except ValueError as error:
            what = "is empty" if not text.strip() else f"is no JSON ({error})"
            raise ValueError(f"{what}; {ANEW}") from error
        if not isinstance(whole, dict) or "schema" not in whole:
            raise ValueError(f"was not written by qa-run baseline; {ANEW}")
        if whole["schema"] != SCHEMA:
            raise ValueError(f"is of the version {whole['schema']!r}, and {SCHEMA!r} is due; {ANEW}")
        words: dict[str, Any] = {name: whole.get(name) for name in _WORDS}
        for name, value in words.items():
            if not isinstance(value, str):
                raise ValueError(f"has no text as {name!r}; {ANEW}")
        charts, sources = whole.get("charts"), whole.get("sources")
        if not isinstance(charts, dict) or not all(isinstance(each, dict) for each in charts.values()):
            raise ValueError(f"has no 'charts', each with what was frozen of it; {ANEW}")
        if not charts:
            raise ValueError(f"freezes nothing: its 'charts' are empty; {ANEW}")
        if not isinstance(sources, list):
            raise ValueError(f"has no list of 'sources'; {ANEW}")
        digest = hashlib.sha256(text.encode()).hexdigest()
        despite = str(whole.get("despite_signals") or "")
        return cls(**{**words, "charts": charts, "sources": sources, "despite": despite, "sha256": digest})

    def text(self) -> str:
        """What stands in the file."""
        whole = {
            "schema": SCHEMA,
            **{name: getattr(self, name) for name in _WORDS},
            **({"despite_signals": self.despite} if self.despite else {}),
            "sources": list(self.sources),
            "charts": {name: dict(chart) for name, chart in self.charts.items()},
        }
        return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def phases_of(self, name: str) -> Mapping[str, Mapping[str, Any]] | None:
        """What is kept of each phase of a sequence, with when, by whom and from what; None where it has no phases."""
        phases = self.charts[name].get("phases")
        if phases is None:
            return None
        if not isinstance(phases, dict) or not phases or not all(isinstance(each, dict) for each in phases.values()):
            raise ValueError(f"has no 'phases'{f' of {name}' if name else ''}, each with what was frozen of it; {ANEW}")
        return phases

    def joined(self, newer: "Baseline") -> "Baseline":
        """This one, and beside what it keeps the phases that only `newer` has; what is frozen stays as it is."""
        charts = {name: dict(chart) for name, chart in self.charts.items()}
        for name, chart in newer.charts.items():
            there = self.phases_of(name) if name in charts else None
            if name not in charts:
                charts[name] = dict(chart)
            elif there is not None:
                added = newer.phases_of(name) or {}
                charts[name]["phases"] = {**there, **{each: added[each] for each in added if each not in there}}
        return evolve(newer, charts=charts)

    def told(self, file: str) -> Mapping[str, str]:
        """What a verdict says of the baseline that it was judged by."""
        return {"file": file, "sha256": self.sha256, "made": self.made, "by": self.by}


_WORDS = ("procedure", "revision", "characteristic", "requirement", "unit", "made", "by")


def baseline_number(kept: Mapping[str, Any], name: str, chart: str) -> float:
    """A finite number that is kept of a chart; a ValueError says that there is none."""
    value = kept.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        where = f" of {chart}" if chart else ""
        raise ValueError(f"has no number as {name!r}{where}, but {value!r}; {ANEW}")
    return float(value)
