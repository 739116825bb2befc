"""How verdicts ended in the runs before, for strips in reports and for who explains a requirement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, evolve, field

from qa_run.errors import QaRunError
from qa_run.history.archive import Archive
from qa_run.history.opening import opened
from qa_run.history.run_file import moment
from qa_run.history.store import NoRecord, Store
from qa_run.model.outcome import Outcome
from qa_run.model.report import Report

LAST = 20
FOR_EVER = "9999"
#: The last runs of each procedure, and how each of its verdicts ended there: one question, however many ids.
_OUTCOMES = """\
SELECT v.id, v.outcome FROM qa_verdicts v JOIN (
  SELECT p.run, p.path, r.started, r.run_id,
         row_number() OVER (PARTITION BY p.path ORDER BY r.started DESC, r.run_id DESC) AS back
  FROM qa_procedures p JOIN qa_runs r ON r.run = p.run
  WHERE r.project = :project AND r.started < :before{paths}
) t ON v.run = t.run AND v.path = t.path
WHERE t.back <= :limit{ids} ORDER BY t.started, t.run_id, v.place"""
#: More than these are not listed in a question; what was not asked for is then left out of the answer.
_MANY = 500


def outcomes(
    store: Store, archive: Archive, ids: Iterable[str], limit: int = LAST, before: str = FOR_EVER
) -> dict[str, tuple[Outcome, ...]]:
    """Of each of `ids` the outcomes in the last runs of its procedure, oldest first; of runs that started `before`."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    paths = list(dict.fromkeys(each.partition("::")[0] for each in wanted))
    given: dict[str, str] = {}
    sql = _OUTCOMES.format(paths=_among("p.path", "path", paths, given), ids=_among("v.id", "id", wanted, given))
    asked, found = set(wanted), dict[str, list[Outcome]]()
    for node_id, outcome in store.read(sql, project=archive.project, before=before, limit=limit, **given):
        if node_id in asked:
            found.setdefault(node_id, []).append(Outcome(outcome))
    return {node_id: tuple(each) for node_id, each in found.items()}


def _among(column: str, name: str, values: Sequence[str], given: dict[str, str]) -> str:
    if len(values) > _MANY:
        return ""
    given |= {f"{name}{place}": value for place, value in enumerate(values)}
    return f" AND {column} IN ({', '.join(f':{name}{place}' for place in range(len(values)))})"


@define(eq=False, repr=False)
class Past(Mapping[str, Sequence[Outcome]]):
    """How verdicts ended before, looked up when somebody asks: who does not ask does not open the record.

    A record that cannot be read is as good as none here; that it cannot be written was said already.
    """

    archive: Archive
    ids: Iterable[str]
    before: str = FOR_EVER
    limit: int = LAST
    _found: dict[str, tuple[Outcome, ...]] | None = field(default=None)

    def __getitem__(self, node_id: str) -> Sequence[Outcome]:
        return self._known()[node_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())

    def _known(self) -> dict[str, tuple[Outcome, ...]]:
        if self._found is None:
            try:
                self._found = past_outcomes(self.archive, self.ids, self.limit, self.before)
            except QaRunError:
                self._found = {}
        return self._found


def with_past(report: Report, archive: Archive) -> Report:
    """The report, which then knows how its verdicts ended in the runs before it."""
    return evolve(report, past=Past(archive, (verdict.id for verdict in report.verdicts), moment(report.started)))


def past_outcomes(
    archive: Archive, ids: Iterable[str], limit: int = LAST, before: str = FOR_EVER
) -> dict[str, tuple[Outcome, ...]]:
    """The same as `outcomes`, of an archive that is opened and closed for it; nothing where there is none yet."""
    try:
        store = opened(archive)
    except NoRecord:
        return {}
    try:
        return outcomes(store, archive, ids, limit, before)
    finally:
        store.close()
