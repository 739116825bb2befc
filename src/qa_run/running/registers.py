"""The concessions and corrections of a run: read before it, held against each procedure, told at its end."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from attrs import define, field

from qa_run.errors import Fault, SpecErrors
from qa_run.judging.blocks import Block
from qa_run.judging.conceding import Conceding
from qa_run.judging.mending import numbers, standing
from qa_run.judging.not_inspected import NotInspected
from qa_run.loading.discovering import shown
from qa_run.loading.suggest import did_you_mean
from qa_run.model.concession import ConcessionStanding, PastConceded, Registered
from qa_run.model.correction import Correction, CorrectionStanding, Effect, Promised, SeenLot
from qa_run.model.node_pattern import NodePattern, base_of
from qa_run.model.report import ProcedureReport
from qa_run.running.asked import After
from qa_run.running.correcting import Correcting
from qa_run.running.effects import report_on
from qa_run.running.subject import Subject

Digests = Callable[[], tuple[str, ...]]


class Before(Protocol):
    """What earlier runs say."""

    def conceded(self) -> Sequence[PastConceded]:
        """The verdicts that they conceded."""

    def lots(self, corrections: Sequence[Correction]) -> Mapping[str, Sequence[SeenLot]]:
        """Of each correction, by its id, the lots that they saw."""

    def promises(self) -> Sequence[Promised]:
        """The promises that they knew of."""


@define(eq=False, repr=False)
class Registers:
    """What a run knows of concessions and corrections. Reading a file raises SpecErrors with its faults.

    root:   the folder from which the node ids in the files start
    day:    the day that the run holds for
    before: what earlier runs say; None where they are not known
    narrowed: whether the run is about a part only, so that what is not met may be in the rest
    """

    root: Path
    here: Path
    day: date
    concessions: Registered | None = None
    corrections: Registered | None = None
    before: Before | None = None
    narrowed: bool = False
    conceding: Conceding = field(init=False)
    correcting: Correcting = field(init=False)
    touched: list[Block] = field(factory=list)
    bases: dict[str, None] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        granted = self.concessions.entries if self.concessions else ()
        self.conceding = Conceding(granted, self.day, self._conceded_before)
        self.correcting = Correcting(self.corrections.entries if self.corrections else ())

    def _conceded_before(self) -> Sequence[PastConceded] | None:
        return None if self.before is None else self.before.conceded()

    def of(self, path: str, digests: Digests) -> After:
        """What is to be done with the verdicts of the procedure at `path`."""
        alias = shown(self.here / path, self.root)

        def after(subject: Subject, blocks: Sequence[Block | NotInspected], limit: int) -> None:
            from qa_run.running.conceding import Conceded

            self.bases |= dict.fromkeys(base_of(block.told(0)[1]) for block in blocks if len(block))
            if self.conceding.concessions:
                Conceded(self.conceding, alias, digests).hold(subject, blocks)
            if self.correcting.corrections:
                self.correcting.look(subject, blocks, alias, limit)
            self.touched += [block for block in blocks if isinstance(block, Block)]

        return after

    def conceded(self) -> tuple[ConcessionStanding, ...]:
        """How each concession stands at the end of the run."""
        return self.conceding.standings(lambda one: self._elsewhere(one.wanted))

    def corrected(self) -> tuple[CorrectionStanding, ...]:
        """How each correction stands at the end of the run; verdicts that failed learn of those about them."""
        corrections = self.correcting.corrections
        earlier = self.before.lots(corrections) if self.before and corrections else {}
        told = numbers(corrections, self.before.promises() if self.before and corrections else ())
        found = {one.id: self._standing(one, earlier.get(one.id, ()), told[one.id]) for one in corrections}
        for block, row, about in self.correcting.failed:
            first, *others = [found[each] for each in about]
            block.corrections[row] = first.as_dict(lots=False) | {"others": [each.correction.id for each in others]}
        for block in self.touched:
            block.made.clear()  # some were looked at before all was known
        return tuple(found.values())

    def _standing(self, one: Correction, earlier: Iterable[SeenLot], number: int) -> CorrectionStanding:
        if one.id not in self.correcting.met and not one.replaced_by:
            hint = self._elsewhere(one.wanted) if one.wanted else ""
            if hint is None:
                said = "its procedure is not part of this run"
                return CorrectionStanding(correction=one, state=Effect.ELSEWHERE, said=said, number=number)
            said = f"no planned requirement is {one.shown}{f' ({hint})' if hint else ''}"
            return CorrectionStanding(correction=one, state=Effect.UNVERIFIABLE, said=said, number=number)
        trouble = "; ".join(dict.fromkeys(self.correcting.troubles.get(one.id, ())))
        return standing(one, [*earlier, *self.correcting.seen.get(one.id, ())], self.day, number, trouble)

    def _elsewhere(self, wanted: Iterable[NodePattern]) -> str | None:
        """None where the procedures that are meant are there but are no part of this run; else what else was meant."""
        if self.narrowed:
            return None
        paths = {base.partition("::")[0] for base in self.bases}
        paths |= {shown(self.here / path, self.root) for path in paths}
        mine = tuple(wanted)
        meant = [each for each in mine if any(NodePattern(each.path).matches(path) for path in paths)]
        if not meant and all(self._there(each.path) for each in mine):
            return None
        return next((hint for each in mine if (hint := did_you_mean(base_of(each.text), self.bases))), "")

    def _there(self, path: str) -> bool:
        for folder in (self.here, self.root):
            if (folder / path).is_file():
                return True
            if ("*" in path or "?" in path) and not path.startswith("/") and any(folder.glob(path)):
                return True
        return False

    def effects(self, standings: Sequence[CorrectionStanding], limit: int) -> tuple[ProcedureReport, ...]:
        """The verdicts on the corrections, as a procedure of their own; none where there are none."""
        if self.corrections is None:
            return ()
        return report_on(self.corrections, standings, limit)


def read_registers(root: Path, here: Path, day: date, files: Mapping[str, Path | None], before: Any) -> Registers:
    """The registers in the files that are named. Raises SpecErrors with all their faults."""
    from qa_run.loading.concessions import read_concessions
    from qa_run.loading.corrections import read_corrections

    found: dict[str, Registered] = {}
    faults: list[Fault] = []
    for name, read in (("concessions", read_concessions), ("corrections", read_corrections)):
        path = files.get(name)
        if path is None:
            continue
        try:
            found[name] = read(path, here)
        except SpecErrors as error:
            faults += error.faults
    if faults:
        raise SpecErrors(faults)
    return Registers(root, here, day, found.get("concessions"), found.get("corrections"), before)
