"""Holding temperatures: hot food hot, cold food cold, by the code that rules the kitchen."""

from collections.abc import Mapping
from typing import Literal

import narwhals as nw
from attrs import field, frozen
from qa_run import Example, Number, Quantity, criterion, short

from qa_run_food.saying import said

Kind = Literal["hot", "roast", "cold", "smoked_fish", "frozen"]
Code = Literal["fda", "nyc", "uk"]

HOT: tuple[Kind, ...] = ("hot", "roast")
LIMITS: Mapping[Code, Mapping[Kind, str]] = {
    "fda": {"hot": "135 degF", "roast": "130 degF", "cold": "41 degF", "frozen": "0 degF"},
    "nyc": {"hot": "140 degF", "cold": "41 degF", "smoked_fish": "38 degF"},
    "uk": {"hot": "63 degC", "cold": "8 degC", "frozen": "-18 degC"},
}
SOURCES: Mapping[Code, str] = {
    "fda": "FDA Food Code 3-501.16",
    "nyc": "NYC Health Code 81.09",
    "uk": "Food Safety and Hygiene Regulations 2013",
}


@criterion("held")
@frozen
class Held:
    """Food is held hot, cold or frozen: the recorded temperature is on the safe side of the limit, end included.

    kind:  hot, roast (a whole one, held hot), cold, smoked_fish, frozen
    code:  fda (where nothing is said), nyc or uk
    limit: another limit, where the kitchen or its inspector asks for one

        core_temp: {unit: degF, held: hot}
        display_c: {unit: degC, held: {kind: cold, code: uk}}

    | code | hot    | roast  | cold  | smoked_fish | frozen |
    |------|--------|--------|-------|-------------|--------|
    | fda  | 135 °F | 130 °F | 41 °F |             | 0 °F   |
    | nyc  | 140 °F |        | 41 °F | 38 °F       |        |
    | uk   | 63 °C  |        | 8 °C  |             | -18 °C |

    Findings: `too cool`, `too warm`. Sources: FDA Food Code 3-501.16 (0 °F is the usual advice, the Food Code asks for
    frozen solid); NYC Health Code 81.09, violations 02B and 02G; Food Safety and Hygiene (England) Regulations 2013,
    schedule 4; Directive 89/108/EEC for quick-frozen food. The limit is converted to the unit recorded, so that
    135 °F asks for 57.2 °C; the Food Code prints 57 °C beside it, for which write `limit: 57 degC`.
    """

    kind: Kind = short()
    code: Code = "fda"
    limit: Quantity = field()
    reads = Number
    examples = (
        Example("hot", unit="degF", passes=("135", "150.5"), fails={"too cool": ("134.9", "70")}),
        Example("hot", unit="degC", passes=("57.3",), fails={"too cool": ("57.2",)}),
        Example({"kind": "cold", "code": "uk"}, unit="degC", passes=("8", "-1"), fails={"too warm": ("8.1",)}),
        Example("frozen", unit="degF", passes=("0", "-10"), fails={"too warm": ("0.5",)}),
        Example({"kind": "hot", "limit": "57 degC"}, unit="degC", passes=("57",), fails={"too cool": ("56.9",)}),
    )

    @limit.default
    def _by_code(self) -> Quantity:
        known = LIMITS[self.code]
        if self.kind not in known:
            raise ValueError(f"kind {self.kind} has no limit in the code {self.code}: write one of {', '.join(known)}")
        return Quantity.parse(known[self.kind])

    @property
    def finding(self) -> str:
        return "too cool" if self.kind in HOT else "too warm"

    @property
    def limits(self) -> Mapping[str, int | float]:
        return {"lower" if self.kind in HOT else "upper": self.limit.number}

    def sentence(self, language: str) -> str:
        kind, message = self.kind.replace("_", " "), "held {kind}: {limit} or less"
        if self.kind in HOT:
            message = "held {kind}: {limit} or more"
        asked = said(language, message, kind=said(language, kind), limit=self.limit)
        by_code = LIMITS[self.code].get(self.kind) == str(self.limit)
        return f"{asked} ({SOURCES[self.code]})" if by_code else asked

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value >= self.limit.number if self.kind in HOT else value <= self.limit.number
