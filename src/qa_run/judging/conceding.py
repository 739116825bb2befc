"""Whether a verdict that failed is conceded, and what becomes of each concession over a run."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from attrs import define, field

from qa_run.judging.granting import Failed, Granted, Tally
from qa_run.model.concession import Concession, ConcessionStanding, PastConceded, State

#: How many names stand in a list.
NAMES = 3

Before = Callable[[], Sequence[PastConceded] | None]


@define(eq=False, repr=False)
class Conceding:
    """The concessions of a run. Procedures are taken one after the other; `standings` tells the end.

    day:    the day that the run holds for
    before: asked once for what earlier runs conceded; None where there is no record of them
    """

    concessions: Sequence[Concession]
    day: date
    before: Before
    tallies: tuple[Tally, ...] = field(init=False)
    _past: tuple[Sequence[PastConceded] | None] | None = None

    def __attrs_post_init__(self) -> None:
        self.tallies = tuple(Tally(each, place) for place, each in enumerate(self.concessions))

    @property
    def recorded(self) -> bool:
        """Whether earlier runs are known."""
        return self._earlier() is not None

    def meet(self, ids: Iterable[str], requirement: str, asked: str, digest_at: Callable[[str | None], str]) -> bool:
        """Take note of planned verdicts of one requirement; whether any concession is for one of them.

        digest_at: its digest, as it would be at another revision of the procedure, or (None) as it is
        """
        known = tuple(ids)
        mine = [tally for tally in self.tallies if any(map(tally.concession.names, known))]
        for tally in mine:
            if requirement in tally.requirements:
                continue
            tally.requirements[requirement] = None
            if digest_at(None) not in tally.concession.digests:
                tally.problem(State.MISMATCH, _mismatch(tally.concession, requirement, asked, digest_at))
        return bool(mine)

    def concede(self, failed: Failed) -> Granted | None:
        """The first concession that holds for the verdict."""
        for tally in self.tallies:
            if any(map(tally.concession.names, failed.ids)) and self._holds(tally, failed):
                self._count_before()
                what = failed.what()
                tally.take(failed.requirement, failed.per, what, failed.nonconforming if failed.countable else 0)
                tally.verdicts.append(failed.ids[0])
                return Granted(tally=tally, requirement=failed.requirement, per=failed.per, what=what)
        return None

    def _holds(self, tally: Tally, failed: Failed) -> bool:
        one = tally.concession
        if failed.digest not in one.digests or not one.approved <= self.day <= one.until:
            return False  # said for the concession as a whole
        if one.lots and failed.lot is None:
            told = "is about no single lot, and the concession is limited to some: judge per lot (per:)"
            tally.problem(State.NOT_APPLIED, f"{failed.ids[0]} {told}")
            return False
        if one.lots and failed.lot not in one.lots:
            return False
        if failed.trouble:
            tally.problem(State.NOT_APPLIED, f"{failed.ids[0]}: {failed.trouble}")
            return False
        return self._covers(tally, failed) and self._enough(tally, failed)

    def _covers(self, tally: Tally, failed: Failed) -> bool:
        """Whether all nonconforming items are among those that the concession is limited to."""
        if not tally.concession.items:
            return True
        found = failed.items()
        if isinstance(found, str):
            tally.problem(State.NOT_APPLIED, f"{failed.ids[0]}: {found}")
            return False
        others = sorted(found - set(tally.concession.items))
        if others:
            named = ", ".join(others[:NAMES]) + (", …" if len(others) > NAMES else "")
            many = f"{len(others)} of its {len(found)} nonconforming items are others ({named})"
            tally.problem(State.NOT_APPLIED, f"{failed.ids[0]}: {many}")
        return not others

    def _enough(self, tally: Tally, failed: Failed) -> bool:
        quantity = tally.concession.quantity
        if quantity is None:
            return True
        if not failed.countable:
            told = "counts no nonconforming items, so that no quantity can cover them: leave quantity: out"
            tally.problem(State.NOT_APPLIED, f"{failed.ids[0]} {told}")
            return False
        self._count_before()
        used, needed = tally.used, tally.used_with(failed, failed.what())
        if needed > quantity:
            told = f"it covers {quantity}, {used} are used in {tally.counted_over}, and {failed.ids[0]} has"
            tally.problem(State.USED_UP, f"{told} {failed.nonconforming}")
        return needed <= quantity

    def _earlier(self) -> Sequence[PastConceded] | None:
        if self._past is None:
            self._past = (self.before(),)
        return self._past[0]

    def _count_before(self) -> None:
        """Put what earlier runs conceded into the tallies, once; and how many concessions each requirement had."""
        if any(tally.counted_over for tally in self.tallies):
            return
        past = self._earlier()
        for tally in self.tallies:
            tally.counted_over = "this run alone, since none is recorded" if past is None else "all recorded runs"
            for each in past or ():
                if each.concession == tally.concession.id:
                    tally.take(each.requirement, each.per, each.what, each.nonconforming)

    def _number(self) -> None:
        """Of each concession the how-manieth it is for its requirement, by the days on which they were approved."""
        known = {tally.concession.id for tally in self.tallies}
        gone: dict[str, set[str]] = {}
        for each in self._earlier() or ():
            if each.concession not in known:
                gone.setdefault(each.requirement, set()).add(each.concession)
        earlier: dict[str, int] = {requirement: len(ids) for requirement, ids in gone.items()}
        for tally in sorted(self.tallies, key=lambda each: (each.concession.approved, each.place)):
            for requirement in tally.requirements:
                earlier[requirement] = earlier.get(requirement, 0) + 1
                tally.number = max(tally.number, earlier[requirement])

    def standings(self, elsewhere: Callable[[Concession], str | None]) -> tuple[ConcessionStanding, ...]:
        """How each concession stands at the end; `elsewhere`: why one that met nothing is not amiss, or a hint."""
        if any(tally.requirements for tally in self.tallies):
            self._count_before()
            self._number()
        return tuple(self._standing(tally, elsewhere) for tally in self.tallies)

    def _standing(self, tally: Tally, elsewhere: Callable[[Concession], str | None]) -> ConcessionStanding:
        state, said = self._state(tally, elsewhere)
        return ConcessionStanding(
            concession=tally.concession,
            state=state,
            said=tuple(said),
            used=tally.used,
            counted_over=tally.counted_over,
            number=tally.number,
            verdicts=tuple(tally.verdicts),
        )

    def _state(self, tally: Tally, elsewhere: Callable[[Concession], str | None]) -> tuple[State, list[str]]:
        one = tally.concession
        if not tally.requirements:
            hint = elsewhere(one)
            if hint is None:
                return State.ELSEWHERE, ["its procedure is not part of this run"]
            return State.UNMATCHED, [f"no planned inspection has this id{f' ({hint})' if hint else ''}"]
        if self.day > one.until:
            return State.EXPIRED, [f"it held until {one.until}, and this run is of {self.day}"]
        if self.day < one.approved:
            return State.NOT_YET, [f"it holds from {one.approved}, and this run is of {self.day}"]
        for state in (State.MISMATCH, State.USED_UP, State.NOT_APPLIED):
            if state in tally.problems:
                return state, [each for told in tally.problems.values() for each in told]
        if tally.verdicts:
            return State.APPLIED, []
        if one.quantity is not None and tally.used >= one.quantity:
            return State.USED_UP, [f"it covers {one.quantity}, and {tally.used} are used in {tally.counted_over}"]
        return State.NOT_NEEDED, ["nothing that it covers failed"]


def _mismatch(one: Concession, requirement: str, asked: str, digest_at: Callable[[str | None], str]) -> str:
    """What it was written for, and what the procedure asks now."""
    written = one.limits or "another requirement"
    revision = f" (revision {one.revision})" if one.revision else ""
    if one.revision and digest_at(one.revision) in one.digests:
        return f"{requirement}: written for {written}{revision}; the same is asked, but by another revision: {asked}"
    return f"{requirement}: written for {written}{revision}; the procedure now asks {asked}"
