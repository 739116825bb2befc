"""The criterion `mode_gap`: the answer that a business believes to be the usual one against the one that is."""

from collections.abc import Mapping
from typing import Any as AnyValue

import narwhals as nw
from attrs import evolve, frozen

from qa_run import Example, Judged, Number, Points, Share, Subgroups, criterion, said
from qa_run.builtin.comparing.strata import apart, points
from qa_run.builtin.surveys.distance import Distance

_NO_INTERVAL = "a mode has no interval that is agreed on: write without_interval: true to judge the bare gap"
_MANY = 3


@criterion("mode_gap")
@frozen(eq=False, repr=False)
class ModeGap:
    """The mode that is claimed lies no further above the most frequent answer than so many points.

    claimed:  the answer that the business believes to be the most frequent, in per cent: `75 %`
    at_most:  so far it may lie above the one that is, in points
    at_least: and so far at least, which is negative for one that may be modest: `-5 points`
    measured: the most frequent answer as published; without it that of the recorded answers, numbers in per cent
    without_interval: the bare gap is judged; else it is told and *not inspected*, since no interval of a mode is
              agreed on

    Where two answers are the most frequent ones, there is no mode to hold the claim against: *not inspected*.

        satisfied_pct: {mode_gap: {claimed: 75 %, at_most: 5 points, without_interval: true}}
    """

    claimed: Share
    at_most: Points | None = None
    at_least: Points | None = None
    measured: Share | None = None
    without_interval: bool = False
    reads = Number
    measured_in = "share"
    over = Subgroups(ordered=False)
    examples = (
        Example(
            {"claimed": "75 %", "at_most": "5 points", "without_interval": True},
            samples=(
                ((70, 70, 55, 60), True),
                ((55, 55, 70), False),
                ((55, 55, 70, 70), None),
                ((70, 70, None), False),
                ((), None),
            ),
        ),
        Example({"claimed": "75 %", "at_most": "25 points"}, samples=(((55, 55, 70), None),)),
        Example(
            {"claimed": "75 %", "measured": "55 %", "at_most": "5 points", "without_interval": True},
            samples=(((70, 70), False),),
        ),
    )

    def __attrs_post_init__(self) -> None:
        Distance.of(self.at_least, self.at_most)

    def sentence(self, language: str) -> str:
        measured = (
            said(language, "the mode {mode} as measured", mode=self.measured)
            if self.measured
            else said(language, "the most frequent answer")
        )
        limits, message = (
            Distance.of(self.at_least, self.at_most),
            "the mode {claimed} as claimed less {measured} {limits}",
        )
        return said(language, message, claimed=self.claimed, measured=measured, limits=limits)

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return {"answers": value}

    def judge(self, arrays: Mapping[str, AnyValue]) -> Judged:
        within = Distance.of(self.at_least, self.at_most)
        if self.measured is not None:
            return self._judged(within, float(self.measured.value), f"{self.measured} measured", {})
        modes, times, n = _modes(arrays["answers"])
        if len(modes) > 1:
            more = f" and {len(modes) - _MANY} more" if len(modes) > _MANY else ""
            listed = ", ".join(f"{each:g}" for each in modes[:_MANY]) + more
            return Judged(True, None, within.shown, undecided=f"{listed} come {times} times each: there is no one mode")
        found = {"times": times, "answers": n}
        return self._judged(within, modes[0] / 100, f"{modes[0]:g} % measured ({times} of {n})", found)

    def _judged(self, within: Distance, measured: float, said: str, found: Mapping[str, float]) -> Judged:
        claimed = float(self.claimed.value)
        gap = apart(claimed, measured)
        judged = within.held(gap, "difference of modes, chance not allowed for")
        if not self.without_interval:
            judged = evolve(judged, conforms=True, undecided=_NO_INTERVAL)
        told = f"{self.claimed} claimed, {said}: gap {points(gap, share=True)}"
        return evolve(judged, told=told, numbers={"claimed": claimed, "measured": measured, **found})


def _modes(answers: AnyValue) -> tuple[list[float], int, int]:
    """The most frequent answers, how often each of them comes, and how many there are in all."""
    import numpy as np

    values, times = np.unique(answers, return_counts=True)
    most = int(times.max())
    return [float(each) for each in values[times == most]], most, int(times.sum())
