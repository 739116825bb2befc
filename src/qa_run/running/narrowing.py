"""The procedures of a run that is narrowed: which are loaded, which of them are judged, and what that leaves out."""

from collections.abc import Collection, Sequence
from pathlib import Path

from attrs import evolve, frozen

from qa_run.errors import UsageError
from qa_run.host import Host
from qa_run.loading.discovering import discovered, shown
from qa_run.loading.loader import load
from qa_run.loading.node_ids import Node, nodes_among
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport
from qa_run.model.selection import ALL, LeftOut, Selection
from qa_run.planning.selecting import Asking, Chosens, Inspectable, select
from qa_run.running.inspectable import inspectable


@frozen(eq=False, repr=False)
class Narrowed:
    """All procedures that were loaded, and what is asked for of them."""

    every: tuple[Inspectable, ...]
    chosens: Chosens

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        return tuple(one.procedure for one in self.every)

    @property
    def asked(self) -> tuple[Procedure, ...]:
        """The procedures of which something is asked for, those that come first before the others."""
        chosen = [procedure for procedure in self.procedures if procedure.path in self.chosens.by_path]
        return tuple(sorted(chosen, key=lambda procedure: procedure.path not in self.chosens.first))

    def not_run(self, done: Sequence[ProcedureReport]) -> tuple[str, ...]:
        """What was not run, or not all of it: procedures as a whole, else requirements."""
        reports = {report.procedure.path: report for report in done}
        found: list[str] = []
        for one in self.every:
            path = one.procedure.path
            if path not in reports:
                found.append(path)
                continue
            run = self.chosens.by_path[path].strata
            found += [node for node in one.nodes if node not in run or node in reports[path].left_out]
        return tuple(found)

    def left_out(self, done: Sequence[ProcedureReport]) -> LeftOut:
        """How much that is, in numbers."""
        verdicts = sum(sum(report.left_out.values()) for report in done)
        return evolve(self.chosens.left_out, verdicts=verdicts)


def narrowed_by(
    paths: Sequence[str], selection: Selection | None, failed: Collection[str], host: Host, here: Path
) -> Narrowed:
    """What `paths`, which may be node ids, and `selection` leave of the procedures that they name."""
    selection = ALL if selection is None else selection
    plain, nodes = nodes_among(paths, here)
    files, more = nodes_among(selection.nodes, here)
    if nodes and selection.nodes:
        raise UsageError(f"{nodes[0].word}: node ids stand among the paths or in the selection, not in both")
    # without paths, those of the selection
    named = dict.fromkeys((*plain, *map(_path, nodes)) or (*files, *map(_path, more)))
    every = tuple(inspectable(each, host) for each in load(named, host, here))
    whole = _files(plain if nodes else files, here) if nodes or more or files else frozenset()
    words = tuple(node.word for node in nodes if node.path not in whole)
    told = evolve(selection, nodes=(*words, *selection.nodes))
    return Narrowed(every, select(every, Asking(selection=told, nodes=(*nodes, *more), whole=whole, failed=failed)))


def _path(node: Node) -> str:
    return node.path


def _files(paths: Sequence[str], here: Path) -> frozenset[str]:
    """The files that these paths name, as the screen calls them."""
    return frozenset(shown(file.path, here) for file in discovered(paths, here))
