"""The lots that a requirement was judged on in earlier runs: what the switching rules start from."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from qa_run.history.archive import Archive
from qa_run.history.opening import opened
from qa_run.history.store import NoRecord, Store
from qa_run.model.lots import PastLot
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.requirement_digest import requirement_digest

#: Outcomes that decided a lot. A conceded one was not accepted by its plan.
_DECIDED = {
    Outcome.PASSED.value: True,
    Outcome.MARGINAL.value: True,
    Outcome.CONCEDED.value: False,
    Outcome.FAILED.value: False,
}
_LOTS = """\
SELECT v.id, r.started, r.run_id, v.lot, v.lot_size, v.outcome, v.inspected, v.nonconforming, v.measured, v.plan
FROM qa_verdicts v JOIN qa_runs r ON r.run = v.run
WHERE r.project = :project AND v.path = :path AND v.characteristic = :characteristic AND v.lot <> ''
  AND v.digest IN ({digests}) AND v.plan <> 'null' ORDER BY v.place"""
_REVISIONS = "SELECT DISTINCT p.revision FROM qa_procedures p JOIN qa_runs r ON r.run = p.run {where}"


def lots(store: Store, archive: Archive, procedure: Procedure, requirement: Requirement) -> tuple[PastLot, ...]:
    """The lots on which this very requirement was decided, in the order in which they came; each by its first decision.

    A lot that was presented again is no lot of original inspection. Other revisions of the procedure count where they
    require the same here: a new revision must not end a tightened inspection.
    """
    given: dict[str, Any] = {"project": archive.project, "path": procedure.path}
    where = "WHERE r.project = :project AND p.path = :path"
    revisions = [str(row[0]) for row in store.read(_REVISIONS.format(where=where), **given)]
    digests = {f"d{place}": requirement_digest(requirement, each) for place, each in enumerate(revisions)}
    if not digests:
        return ()
    sql = _LOTS.format(digests=", ".join(f":{name}" for name in digests))
    rows = store.read(sql, characteristic=requirement.characteristic, **given, **digests)
    start = f"{procedure.path}::{requirement.characteristic}::{requirement.id}["
    found = [(started, run_id, lot) for started, run_id, lot in _decided(rows, start)]
    found.sort(key=lambda each: (each[0], each[1], each[2].place))
    return tuple(_first_of_each(lot for _, _, lot in found))


def _decided(rows: Iterable[tuple[Any, ...]], start: str) -> Iterator[tuple[str, str, PastLot]]:
    """Those of `rows` that decided a lot by the requirement whose ids begin with `start`, with their runs."""
    for node_id, started, run_id, name, size, outcome, n, bad, measured, plan in rows:
        if outcome not in _DECIDED or not node_id.startswith(start):
            continue
        counted = (json.loads(measured) or {}).get("nonconformities")
        lot = PastLot(
            name=name,
            size=size,
            accepted=_DECIDED[outcome],
            inspected=n,
            nonconforming=bad if counted is None else int(counted),
            place=int((json.loads(plan) or {}).get("order") or 0),
        )
        yield started, run_id, lot


def _first_of_each(decided: Iterable[PastLot]) -> Iterator[PastLot]:
    seen: set[str] = set()
    for lot in decided:
        if lot.name not in seen:
            seen.add(lot.name)
            yield lot


@frozen(eq=False, repr=False)
class EarlierLots:
    """Asked for the lots before those of a run; the record is opened only where a plan switches.

    A record that cannot be read stops the run: who was to be inspected more severely would be inspected normally.
    """

    archive: Archive

    def __call__(self, procedure: Procedure, requirement: Requirement) -> tuple[PastLot, ...]:
        try:
            store = opened(self.archive)
        except NoRecord:
            return ()
        try:
            return lots(store, self.archive, procedure, requirement)
        finally:
            store.close()
