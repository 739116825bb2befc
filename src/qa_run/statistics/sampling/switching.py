"""Normal, tightened, reduced, discontinued: how severely the next lot is inspected, from the lots before it.

All lots are those of original inspection: a lot that was presented again is none.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import evolve, frozen

Inspection = Literal["normal", "tightened", "reduced", "discontinued"]

#: Of this many lots in a row on normal inspection, this many rejected ones lead to tightened inspection.
WINDOW, TOO_MANY = 5, 2
#: This many accepted in a row on tightened inspection lead back; this many rejected in all end it.
ACCEPTED_IN_A_ROW, REJECTED_IN_ALL = 5, 5
#: The switching score that allows reduced inspection (ISO 2859-1), or the accepted lots in a row that do (105E, Z1.4).
ENOUGH_SCORE, ENOUGH_LOTS = 30, 10


@frozen(kw_only=True)
class Lot:
    """What one lot says about the next ones.

    `at_tighter_aql`: whether it would also have been accepted at the AQL one step tighter; None where that is not
    asked, under single plans with Ac 0 or 1. Under double plans it means accepted on the first sample, under multiple
    ones by the third. `in_gap`: accepted between Ac and Re of a reduced plan. `irregular`: production is not steady, or
    something else speaks against reduced inspection. `nonconforming`: found in its samples, for the limit number.
    """

    accepted: bool
    at_tighter_aql: bool | None = None
    in_gap: bool = False
    irregular: bool = False
    nonconforming: int = 0


@frozen(kw_only=True)
class Rules:
    """Which rules hold: iso2859-1 with its switching score, or those of z1.4 and mil-std-105e.

    `reduced_authorised`: whether the responsible authority wants reduced inspection. `limit_number`: the most that the
    last ten lots may have shown together (105E, table VIII); None drops that condition, as Z1.4 (8.5) lets the parties
    agree.
    """

    standard: str = "iso2859-1"
    reduced_authorised: bool = True
    limit_number: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.standard not in ("iso2859-1", "z1.4", "mil-std-105e"):
            raise ValueError(f"no standard {self.standard!r}: write iso2859-1, z1.4 or mil-std-105e")


@frozen(kw_only=True)
class State:
    """What must be known of the lots so far: how the next one is inspected, and the tallies since that began.

    `score` is the switching score. `recent` are the last lots on normal inspection, accepted or not, with what they
    showed. `in_a_row` were accepted one after the other, and `rejected` in all, on tightened inspection.
    """

    inspection: Inspection = "normal"
    score: int = 0
    recent: tuple[tuple[bool, int], ...] = ()
    in_a_row: int = 0
    rejected: int = 0


def resumed() -> State:
    """The state when the supplier has mended what discontinued inspection: tightened. ISO 2859-1:1999, 9.4."""
    return State(inspection="tightened")


def after(state: State, lot: Lot, rules: Rules) -> State:
    """The state after one more lot. A discontinued inspection stays so, whatever is presented: see `resumed`.

    Source: ISO 2859-1:1999, 9.3 and 9.4; MIL-STD-105E, 4.7 and 4.8. Convention: every return to normal inspection
    starts with an empty window and a score of 0; irregular production alone does not undo the score.
    """
    if state.inspection == "normal":
        return _after_normal(state, lot, rules)
    if state.inspection == "tightened":
        return _after_tightened(state, lot)
    if state.inspection == "reduced" and (not lot.accepted or lot.in_gap or lot.irregular):
        return State()
    return state


def _after_normal(state: State, lot: Lot, rules: Rules) -> State:
    recent = (*state.recent, (lot.accepted, lot.nonconforming))[-ENOUGH_LOTS:]
    if sum(not accepted for accepted, _ in recent[-WINDOW:]) >= TOO_MANY:
        return State(inspection="tightened")
    score = (
        state.score + (2 if lot.at_tighter_aql is None else 3)
        if lot.accepted and lot.at_tighter_aql is not False
        else 0
    )
    if rules.reduced_authorised and not lot.irregular and _earned(rules, score, recent):
        return State(inspection="reduced", score=score)
    return evolve(state, score=score, recent=recent)


def _earned(rules: Rules, score: int, recent: Sequence[tuple[bool, int]]) -> bool:
    if rules.standard == "iso2859-1":
        return score >= ENOUGH_SCORE
    if len(recent) < ENOUGH_LOTS or not all(accepted for accepted, _ in recent):
        return False
    return rules.limit_number is None or sum(found for _, found in recent) <= rules.limit_number


def _after_tightened(state: State, lot: Lot) -> State:
    in_a_row = state.in_a_row + 1 if lot.accepted else 0
    rejected = state.rejected + (not lot.accepted)
    if rejected >= REJECTED_IN_ALL:
        return State(inspection="discontinued")
    return State() if in_a_row >= ACCEPTED_IN_A_ROW else evolve(state, in_a_row=in_a_row, rejected=rejected)


@frozen(kw_only=True)
class History:
    """How each lot was inspected, how the next one after it, and the switching score with it; the state in the end.

    The score is None except on normal inspection under iso2859-1.
    """

    inspection: tuple[Inspection, ...]
    following: tuple[Inspection, ...]
    score: tuple[int | None, ...]
    end: State


def history(lots: Iterable[Lot], *, rules: Rules | None = None, start: State | None = None) -> History:
    """The inspection of each lot of a sequence in order of production; see `after` for the rules and their source.

    The decisions are given: each lot was judged by the plan of the inspection that the lots before it led to. An empty
    sequence leaves the start. Without `rules` those of ISO 2859-1, without `start` normal inspection.
    """
    ruled, state = rules or Rules(), start or State()
    before: list[Inspection] = []
    following: list[Inspection] = []
    scores: list[int | None] = []
    for lot in lots:
        new = after(state, lot, ruled)
        before.append(state.inspection)
        following.append(new.inspection)
        scored = state.inspection == "normal" and ruled.standard == "iso2859-1"
        scores.append(new.score if scored else None)
        state = new
    return History(inspection=tuple(before), following=tuple(following), score=tuple(scores), end=state)
