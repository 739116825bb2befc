"""The rules of a chart as a procedure writes them: the name of a set, or the patterns one by one."""

from collections.abc import Callable
from typing import Any, Literal

from attrs import fields, frozen

from qa_run import said

Names = Literal["limits", "western_electric", "nelson", "aiag", "juran"]


@frozen(eq=False, repr=False)
class Patterns:
    """Patterns of one's own; a point beyond the limits always signals.

    run:            so many points in a row on one side of the centre
    trend:          so many in a row rising, or falling
    alternating:    so many in a row going up and down in turn
    two_sigma:      so many of the next larger number beyond 2 sigma on one side: 2 is 2 of 3
    one_sigma:      the same beyond 1 sigma: 4 is 4 of 5
    stratification: so many in a row within 1 sigma
    mixture:        so many in a row beyond 1 sigma, on both sides
    """

    run: int | None = None
    trend: int | None = None
    alternating: int | None = None
    two_sigma: int | None = None
    one_sigma: int | None = None
    stratification: int | None = None
    mixture: int | None = None

    def __attrs_post_init__(self) -> None:
        for each in fields(Patterns):
            least = {"trend": 2, "alternating": 3}.get(each.name, 1)
            value = getattr(self, each.name)
            if value is not None and value < least:
                raise ValueError(f"{each.name}: {value} points are no pattern; {least} at least")


def rules_of(written: Any) -> tuple[Any, ...]:
    """The rules of the statistics room."""
    from qa_run.statistics import charts

    if isinstance(written, str):
        return (charts.Outside(),) if written == "limits" else charts.RULE_SETS[written.replace("_", " ")]
    makers: dict[str, Callable[[int], Any]] = {
        "run": charts.Run,
        "trend": charts.Trend,
        "alternating": charts.Alternating,
        "two_sigma": lambda many: charts.Beyond(many, many + 1, 2),
        "one_sigma": lambda many: charts.Beyond(many, many + 1, 1),
        "stratification": lambda many: charts.Stratification(many, 1),
        "mixture": lambda many: charts.Mixture(many, 1),
    }
    asked = {name: getattr(written, name) for name in makers if getattr(written, name) is not None}
    return (charts.Outside(), *(makers[name](many) for name, many in asked.items()))


def rules_said(written: Any, language: str) -> str:
    """The rules in words."""
    if written == "limits":
        return said(language, "no point beyond the control limits")
    if isinstance(written, str):
        return said(language, "no signal by the rules of {names}", names=_NAMES.get(written) or written.title())
    values = {each.name.replace("_", " "): getattr(written, each.name) for each in fields(Patterns)}
    kept = [f"{said(language, name)} {value}" for name, value in values.items() if value is not None]
    own = ", ".join([said(language, "beyond the limits"), *kept])
    return said(language, "no signal by rules of its own ({rules})", rules=own)


_NAMES = {"aiag": "AIAG", "western_electric": "Western Electric"}
