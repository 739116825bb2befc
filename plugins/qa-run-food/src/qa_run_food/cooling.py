"""The two-stage cooling curve of cooked food."""

from datetime import timedelta

import narwhals as nw
from attrs import frozen
from qa_run import Column, Duration, Example, Time, criterion

from qa_run_food.saying import said


@criterion("cooled")
@frozen
class Cooled:
    """Cooked food went through the danger zone fast enough: the characteristic is the time at which it was cold.

    from:    the column with the time at which cooling began, at 135 °F (57 °C)
    through: the column with the time at which 70 °F (21 °C) was reached
    first:   how long the first stage may take; 2 h where nothing is said
    total:   how long both may take together, to 41 °F (5 °C); 6 h where nothing is said

        cold_at: {cooled: {from: hot_at, through: reached_21_at}}

    Findings: `times out of order`, `first stage without a time`, `first stage too slow`, `too slow in total`. Food that
    never got cold has no time: it is `missing`, and before its time is up `not yet due`.
    Source: FDA Food Code 3-501.14; bacteria grow fastest between the two temperatures of the first stage.
    """

    from_: Column
    through: Column
    first: Duration = Duration.parse("2 h")
    total: Duration = Duration.parse("6 h")
    reads = Time
    examples = (
        Example(
            {"from": "hot_at", "through": "reached_21_at"},
            passes=("2026-03-02 18:00:00", "2026-03-02 15:30:00"),
            fails={
                "times out of order": ("2026-03-02 11:59:00",),
                "first stage without a time": ("2026-03-02 15:00:00", "2026-03-02 15:00:00"),
                "first stage too slow": ("2026-03-02 17:00:00", "2026-03-02 19:00:00"),
                "too slow in total": ("2026-03-02 18:00:01",),
            },
            columns={
                "hot_at": ("2026-03-02 12:00:00",) * 8,
                "reached_21_at": (
                    "2026-03-02 14:00:00", "2026-03-02 13:00:00", "2026-03-02 13:00:00", "", "yesterday",
                    "2026-03-02 14:00:01", "2026-03-02 15:00:00", "2026-03-02 14:00:00",
                ),
            },
        ),
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        if self.first.length <= timedelta(0):
            raise ValueError(f"first is a length of time above nothing, {self.first} is not")
        if self.total.length < self.first.length:
            raise ValueError(f"total {self.total} is shorter than the first stage of {self.first}")

    def sentence(self, language: str) -> str:
        message = "cold within {total} of {start}, the first stage ({through}) within {first}"
        return said(language, message, total=self.total, start=self.from_, through=self.through, first=self.first)

    def due(self) -> nw.Expr:
        return self.from_.value + nw.lit(self.total.length)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        began, through = self.from_.value, self.through.value
        return {
            "times out of order": (through < began) | (value < through) | (value < began),
            "first stage without a time": through.is_null(),
            "first stage too slow": through > began + nw.lit(self.first.length),
            "too slow in total": value > began + nw.lit(self.total.length),
        }
