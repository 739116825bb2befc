"""The runs of a session: each procedure is judged once, when the first of its items wants to know."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from attrs import define, field, frozen
from qa_run import QaRunError, Verdict
from qa_run.embedding import Options, Procedure, ProcedureReport, carry_out, notices_of, places_of, samples_of

from pytest_qa_run.specs import Specs
from pytest_qa_run.wishes import Wishes


class NotJudged(Exception):
    """Nothing can be said about a procedure: its samples cannot be used, or a plugin broke."""


@frozen(slots=False, eq=False, repr=False)
class Judged:
    """A procedure with all its verdicts."""

    report: ProcedureReport
    _ids: dict[str, Mapping[str, Sequence[int]]] = field(factory=dict)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        return places_of(self.report.verdicts)

    def _places_of_ids(self, node: str) -> Mapping[str, Sequence[int]]:
        if node not in self._ids:
            places = self.places.get(node, ())
            self._ids[node] = {self.report.verdicts[place].id: (place,) for place in places}
        return self._ids[node]

    @cached_property
    def notices(self) -> str:
        return notices_of(self.report)

    def of(self, node: str, stratum: str | None = None) -> list[Verdict]:
        """The verdicts of a requirement, or that on one stratum of it. Raises NotJudged where there is none."""
        places = self.places.get(node, ()) if stratum is None else self._places_of_ids(node).get(node + stratum, ())
        found = [self.report.verdicts[place] for place in places]
        if not found:
            raise NotJudged(f"{node}{stratum or ''}: the run has no verdict of this name; nothing is known about it")
        return found


@define(slots=False, eq=False, repr=False)
class Runs:
    """The runs of a session (of a worker, under xdist).

    asked: of a procedure by its path, the node ids that are collected, where that is not all
    """

    wishes: Wishes
    specs: Specs
    asked: dict[str, tuple[str, ...]] = field(factory=dict)
    _done: dict[str, Judged | str] = field(factory=dict)

    def judged(self, procedure: Procedure) -> Judged:
        """The verdicts on this procedure. Raises NotJudged, each time anew."""
        path = procedure.path
        if path not in self._done:
            try:
                self._done[path] = self._carried_out(procedure)
            except (QaRunError, NotJudged) as error:
                self._done[path] = str(error)
        found = self._done[path]
        if isinstance(found, str):
            raise NotJudged(found)
        return found

    def _carried_out(self, procedure: Procedure) -> Judged:
        options = self.options(procedure.name, self.asked.get(procedure.path, ()))
        report = carry_out(options, self.specs.host, loaded=None if options.paths else [procedure])
        if report.interrupted:
            raise KeyboardInterrupt
        if report.refused or report.errors or not report.procedures:
            raise NotJudged("\n".join([*report.refused, *report.errors]) or f"{procedure.path}: it was not judged")
        return Judged(report.procedures[0])

    def options(self, name: str, nodes: Sequence[str] = ()) -> Options:
        """What a run of the procedure of this name is asked for; `nodes` narrow it."""
        samples, by_name = samples_of(self.wishes.samples)
        return Options(
            paths=nodes,
            samples=by_name.get(name, samples),
            plugins=self.wishes.plugins,
            items=self.wishes.items,
            as_of=self.as_of,
            here=Path(self.wishes.root),
        )

    @property
    def as_of(self) -> datetime:
        return datetime.fromisoformat(self.wishes.as_of)

    def unknown_names(self) -> list[str]:
        """The names that samples are given for, and no procedure has."""
        known = {procedure.name for procedure in self.specs.loaded.values()}
        return sorted(set(samples_of(self.wishes.samples)[1]) - known) if not self.specs.faults else []
