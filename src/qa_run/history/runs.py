"""Runs and verdicts, read out of the index."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from qa_run.errors import UsageError
from qa_run.history.archive import Archive
from qa_run.history.store import Store

_RUN = (
    "run, run_id, started, as_of, duration_s, outcome, exit_code, exit_reason, user_name, host, version, plugins, "
    "command, summary, file"
)
_VERDICT = (
    "id, characteristic, criterion, severity, per, lot, lot_size, outcome, requirement, digest, message, inspected, "
    "nonconforming, accept, measured, limits, plan, decided_by"
)


@frozen(kw_only=True, eq=False, repr=False)
class Run:
    """A recorded run. `number` is its key in this index, and means nothing elsewhere."""

    number: int
    run_id: str
    started: str
    as_of: str
    duration_s: float
    outcome: str
    exit_code: int
    exit_reason: str
    user: str
    host: str
    version: str
    plugins: Sequence[Mapping[str, str]]
    command: Sequence[str]
    summary: Mapping[str, int]
    file: str

    @property
    def short(self) -> str:
        return self.run_id[:8]


@frozen(kw_only=True, eq=False, repr=False)
class Judged:
    """A recorded verdict."""

    id: str
    characteristic: str
    criterion: str
    severity: str
    per: Mapping[str, str]
    lot: str
    lot_size: int | None
    outcome: str
    requirement: str
    digest: str
    message: str
    inspected: int
    nonconforming: int
    accept: float | None
    measured: Mapping[str, Any]
    limits: Mapping[str, Any] | None
    plan: Mapping[str, Any] | None
    decided_by: str


def runs(store: Store, archive: Archive, limit: int | None = None) -> list[Run]:
    """The recorded runs, the latest first."""
    cut = "" if limit is None else f" LIMIT {int(limit)}"
    sql = f"SELECT {_RUN} FROM qa_runs WHERE project = :project ORDER BY started DESC, run_id DESC{cut}"
    return [_run(row) for row in store.read(sql, project=archive.project)]


def run_named(store: Store, archive: Archive, name: str) -> Run:
    """The run `last`, `-1`, `-2` …, or the one whose id begins with `name`."""
    back = 1 if name == "last" else int(name[1:]) if name[:1] == "-" and name[1:].isdigit() else 0
    if back:
        found = runs(store, archive, back)
        if len(found) < back:
            many = f"there {'is' if len(found) == 1 else 'are'} {len(found) or 'none'}"
            raise UsageError(f"{name}: so many runs are not recorded ({many})")
        return found[-1]
    if len(name) < 4 or not name.replace("-", "").isalnum():
        raise UsageError(f"{name}: write last, -1, -2 …, or at least 4 signs of the id of a run")
    sql = f"SELECT {_RUN} FROM qa_runs WHERE project = :project AND run_id LIKE :like ORDER BY started DESC"
    matching = [_run(row) for row in store.read(sql, project=archive.project, like=f"{name.lower()}%")]
    if not matching:
        raise UsageError(f"{name}: no recorded run has an id that begins so (qa-run history list shows them)")
    if len(matching) > 1:
        told = ", ".join(run.run_id[:13] for run in matching[:5])
        raise UsageError(f"{name}: {len(matching)} runs begin so ({told}): write more of it")
    return matching[0]


def procedures(store: Store, run: Run) -> list[tuple[str, str, str, str]]:
    """Path, name, revision and digest of each procedure of a run."""
    sql = "SELECT path, name, revision, sha256 FROM qa_procedures WHERE run = :run ORDER BY path"
    return [(path, name, revision, digest) for path, name, revision, digest in store.read(sql, run=run.number)]


def sources(store: Store, run: Run) -> list[tuple[str, str, str, str, int]]:
    """Procedure, path, role, digest and number of items of each file that a run read."""
    sql = "SELECT procedure, path, role, sha256, items FROM qa_sources WHERE run = :run ORDER BY place"
    return [(name, path, role, digest, items) for name, path, role, digest, items in store.read(sql, run=run.number)]


def verdicts(store: Store, run: Run) -> list[Judged]:
    """The verdicts of a run, in their order."""
    sql = f"SELECT {_VERDICT} FROM qa_verdicts WHERE run = :run ORDER BY place"
    return [judged(row) for row in store.read(sql, run=run.number)]


def verdicts_on(store: Store, archive: Archive, node_id: str, limit: int) -> list[tuple[str, str, Judged]]:
    """When, in which run and how `node_id` was judged in the last runs that judged it, oldest first."""
    columns = ", ".join(f"v.{name.strip()}" for name in _VERDICT.split(","))
    sql = (
        f"SELECT r.started, r.run_id, {columns} FROM qa_verdicts v JOIN qa_runs r ON r.run = v.run "
        f"WHERE v.id = :id AND r.project = :project ORDER BY r.started DESC, r.run_id DESC LIMIT {int(limit)}"
    )
    found = store.read(sql, id=node_id, project=archive.project)
    return [(started, run_id, judged(row)) for started, run_id, *row in reversed(found)]


def ids_like(store: Store, archive: Archive, part: str) -> list[str]:
    """The ids of recorded verdicts that hold `part`."""
    sql = (
        "SELECT DISTINCT v.id FROM qa_verdicts v JOIN qa_runs r ON r.run = v.run WHERE r.project = :project "
        "AND v.id LIKE :part ESCAPE '!' ORDER BY v.id LIMIT 50"
    )
    escaped = part.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return [str(row[0]) for row in store.read(sql, project=archive.project, part=f"%{escaped}%")]


def _run(row: Sequence[Any]) -> Run:
    number, run_id, started, as_of, duration, outcome, code, reason, user, host, version, plugins, command, *rest = row
    return Run(
        number=number, run_id=run_id, started=started, as_of=as_of, duration_s=duration, outcome=outcome,
        exit_code=code, exit_reason=reason, user=user, host=host, version=version, plugins=json.loads(plugins) or [],
        command=json.loads(command) or [], summary=json.loads(rest[0]) or {}, file=rest[1],
    )  # fmt: skip


def judged(row: Sequence[Any]) -> Judged:
    """A row with the columns of a verdict."""
    given = dict(zip((name.strip() for name in _VERDICT.split(",")), row, strict=True))
    for name in ("per", "measured", "limits", "plan"):
        given[name] = json.loads(given[name])
    given["measured"] = given["measured"] or {}
    return Judged(**given)
