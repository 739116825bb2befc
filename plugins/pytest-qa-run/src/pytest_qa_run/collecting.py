"""A procedure as pytest sees it: the file, its characteristics, and an item for each requirement."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

import pytest
from qa_run import Outcome, Verdict
from qa_run.embedding import Procedure, Requirement, inspectable, section

from pytest_qa_run.judged import Judged, NotJudged, Runs
from pytest_qa_run.telling import NotReleased, Told, told_in_full

#: Released, but somebody should know.
SAID = frozenset({Outcome.MARGINAL, Outcome.CONCEDED})


class ProcedureFile(pytest.File):
    """A file that holds a procedure."""

    runs: Runs

    @cached_property
    def procedure(self) -> Procedure | None:
        try:
            return self.runs.specs.procedure(self.path)
        except ValueError as faults:
            raise self.CollectError(str(faults)) from None

    @cached_property
    def in_strata(self) -> bool:
        """Whether each stratum is an item: asked for, or needed to find what the command line names."""
        wishes = self.runs.wishes
        named = [each.partition("::")[0] for each in wishes.stratum_ids]
        return wishes.strata or any((self.config.invocation_params.dir / each) == self.path for each in named)

    def collect(self) -> Iterator["CharacteristicNode"]:
        procedure = self.procedure
        if unknown := self.runs.unknown_names():
            names = ", ".join(sorted(each.name for each in self.runs.specs.loaded.values()))
            raise self.CollectError(f"--qa-run-samples {unknown[0]}=…: no procedure has that name (there are: {names})")
        if procedure is None:  # it is there for others to extend
            return
        requirements = inspectable(procedure, self.runs.specs.host).requirements
        for name, run in groupby(sorted(requirements, key=_order(requirements)), lambda each: each.characteristic):
            yield CharacteristicNode.of(self, name, list(run))

    def judged(self) -> Judged:
        assert self.procedure is not None
        return self.runs.judged(self.procedure)


def _order(requirements: Sequence[Requirement]) -> Any:
    """By characteristic, these in the order in which they first come: two nodes of one name would not be told apart."""
    names = list(dict.fromkeys(each.characteristic for each in requirements))
    return lambda each: names.index(each.characteristic)


class CharacteristicNode(pytest.Collector):
    """A characteristic with its requirements."""

    requirements: list[Requirement]

    @classmethod
    def of(cls, parent: ProcedureFile, name: str, requirements: list[Requirement]) -> "CharacteristicNode":
        node: CharacteristicNode = cls.from_parent(parent, name=name)
        node.requirements = requirements
        return node

    @property
    def file(self) -> ProcedureFile:
        assert isinstance(self.parent, ProcedureFile)
        return self.parent

    def collect(self) -> Iterator["RequirementItem"]:
        for requirement in self.requirements:
            if not self.file.in_strata:
                yield RequirementItem.of(self, requirement, None)
                continue
            node = f"{self.nodeid}::{requirement.id}"
            try:
                verdicts = self.file.judged().of(node_id(self.file, requirement))
            except NotJudged as error:
                raise self.CollectError(str(error)) from None
            for verdict in verdicts:
                yield RequirementItem.of(self, requirement, verdict.id.removeprefix(node) if verdict.per else "")


def node_id(file: ProcedureFile, requirement: Requirement) -> str:
    assert file.procedure is not None
    return f"{file.procedure.path}::{requirement.characteristic}::{requirement.id}"


class RequirementItem(pytest.Item):
    """A requirement over all its strata; or on the one that is named, blank for all of it together."""

    requirement: Requirement
    stratum: str | None
    told: str

    @classmethod
    def of(cls, parent: CharacteristicNode, requirement: Requirement, stratum: str | None) -> "RequirementItem":
        item: RequirementItem = cls.from_parent(parent, name=requirement.id + (stratum or ""))
        item.requirement, item.stratum, item.told = requirement, stratum, ""
        item._mark()
        return item

    def _mark(self) -> None:
        procedure, requirement = self.file.procedure, self.requirement
        assert procedure is not None
        self.extra_keyword_matches |= {procedure.name, requirement.name}
        if requirement.title:
            self.extra_keyword_matches.add(requirement.title)
        self.add_marker("qa_run")
        for word in (*([requirement.severity.value] if requirement.severity else []), *requirement.tags):
            self.config.addinivalue_line("markers", f"{word}: a class or tag of a procedure")
            self.add_marker(word)

    @property
    def file(self) -> ProcedureFile:
        assert isinstance(self.parent, CharacteristicNode)
        return self.parent.file

    @property
    def node(self) -> str:
        """The node id of the requirement, as qa-run has it."""
        return node_id(self.file, self.requirement)

    def setup(self) -> None:
        """Judge the procedure, unless another item of it has had that done. What breaks is an error, not a failure."""
        judged = self.file.judged()
        self.verdicts = judged.of(self.node, self.stratum)
        self.report = judged.report
        self._describe()
        if any(each.outcome is Outcome.ERROR for each in self.verdicts):
            raise NotReleased(self._told(frozenset({Outcome.ERROR})))

    def runtest(self) -> None:
        outcomes = {each.outcome for each in self.verdicts}
        blocking = {each for each in Outcome if not each.releases}
        if self.file.runs.wishes.strict_marginal:
            blocking.add(Outcome.MARGINAL)
        if outcomes & blocking:
            raise NotReleased(self._told(frozenset(blocking)))
        if outcomes & SAID:
            self.told = max(outcomes & SAID, key=lambda each: each.severity).value
            told = self._told(SAID)
            self.add_report_section("call", "qa-run", told.text)
            self.user_properties.append(("message", told.short))
        elif outcomes == {Outcome.NOT_APPLICABLE}:
            pytest.skip(self.verdicts[0].message)

    def _told(self, wanted: frozenset[Outcome]) -> Told:
        of_those: list[Verdict] = [each for each in self.verdicts if each.outcome in wanted]
        told = section(self.report, of_those)
        return Told(told.short, told.text)

    def _describe(self) -> None:
        """Properties for JUnit XML and whoever else reads reports."""
        worst = max((each.outcome for each in self.verdicts), key=lambda each: each.severity)
        first = self.verdicts[0]
        self.user_properties += [
            ("outcome", worst.value), ("class", first.severity), ("requirement", first.requirement),
            ("inspected", first.inspected), ("nonconforming", first.nonconforming),
        ]  # fmt: skip
        if len(self.verdicts) > 1:
            self.user_properties.append(("strata", len(self.verdicts)))

    def reportinfo(self) -> tuple[Any, int, str]:
        place = self.requirement.place
        written = self.file.runs.wishes.root / place.file
        return written, place.line - 1, self.nodeid.partition("::")[2]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        error = excinfo.value
        path, line, _ = self.reportinfo()
        if isinstance(error, NotReleased):
            return told_in_full(str(path), line + 1, error.told.short, error.told.text)
        if isinstance(error, NotJudged):
            return told_in_full(str(path), line + 1, str(error).splitlines()[0], str(error))
        return super().repr_failure(excinfo, style)
