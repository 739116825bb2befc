"""What earlier runs say of concessions and corrections."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from attrs import frozen

from qa_run.history.archive import Archive
from qa_run.history.opening import opened
from qa_run.history.store import NoRecord, Store
from qa_run.model.concession import PastConceded
from qa_run.model.correction import Correction, Promised, SeenLot
from qa_run.model.node_pattern import base_of
from qa_run.model.outcome import Outcome

Found = TypeVar("Found")
#: The criterion of the verdicts on corrections.
EFFECTIVE = "effective"
_CONCEDED = """\
SELECT v.per, v.nonconforming, v.concession FROM qa_verdicts v JOIN qa_runs r ON r.run = v.run
WHERE r.project = :project AND v.concession <> 'null' ORDER BY r.started, r.run_id, v.place"""
_CORRECTED = """\
SELECT v.correction FROM qa_verdicts v JOIN qa_runs r ON r.run = v.run
WHERE r.project = :project AND v.criterion = :criterion AND v.plan = 'null' AND v.correction <> 'null'
ORDER BY r.started, r.run_id, v.place"""
_LOTS = """\
SELECT v.id, v.characteristic, v.per, v.lot, v.inspected, v.nonconforming, v.outcome
FROM qa_verdicts v JOIN qa_runs r ON r.run = v.run
WHERE r.project = :project AND v.lot <> '' AND v.outcome <> 'not_applicable' ORDER BY r.started, r.run_id, v.place"""


@frozen(eq=False, repr=False)
class Recorded:
    """Asked for what is on record; nothing where there is no record yet. One that cannot be read stops the run: a
    quantity would be covered twice, and a fault that came again would not be seen."""

    archive: Archive

    def conceded(self) -> tuple[PastConceded, ...]:
        """The verdicts that earlier runs conceded; not those that followed from others."""
        return self._read(lambda store: conceded(store, self.archive), ())

    def promises(self) -> tuple[Promised, ...]:
        """The promises that earlier runs knew of, each as it stood last."""
        return self._read(lambda store: promises(corrected(store, self.archive)), ())

    def lots(self, corrections: Sequence[Correction]) -> dict[str, list[SeenLot]]:
        """Of each correction, by its id, the lots that earlier runs saw."""
        return self._read(lambda store: seen_lots(store, self.archive, corrections), {})

    def _read(self, ask: Callable[[Store], Found], nothing: Found) -> Found:
        try:
            store = opened(self.archive)
        except NoRecord:
            return nothing
        try:
            return ask(store)
        finally:
            store.close()


def conceded(store: Store, archive: Archive) -> tuple[PastConceded, ...]:
    found = []
    for per, nonconforming, written in store.read(_CONCEDED, project=archive.project):
        told = json.loads(written) or {}
        if told.get("through") or not told.get("requirement"):
            continue
        found.append(
            PastConceded(
                concession=str(told.get("id")),
                requirement=str(told["requirement"]),
                per=tuple(json.loads(per) or {}),
                what=tuple(map(str, told.get("counted_as") or ())),
                nonconforming=int(nonconforming),
            )
        )
    return tuple(found)


def corrected(store: Store, archive: Archive) -> tuple[dict[str, Any], ...]:
    rows = store.read(_CORRECTED, project=archive.project, criterion=EFFECTIVE)
    return tuple(told for (written,) in rows if (told := json.loads(written)))


def promises(told: Sequence[dict[str, Any]]) -> tuple[Promised, ...]:
    """The promises that are on record, each as it stood last."""
    found = {}
    for each in told:
        wanted = [str(one) for one in each.get("for") or ()]
        named = each.get("characteristic") or ", ".join(dict.fromkeys(one.split("::")[1] for one in wanted))
        found[str(each.get("id"))] = Promised(
            id=str(each.get("id")),
            nonconformity=each.get("characteristic") or ", ".join(sorted(wanted)),
            characteristic=named,
            stratum=", ".join(f"{name}={value}" for name, value in sorted((each.get("stratum") or {}).items())),
            supplier=str(each.get("supplier") or ""),
            promised=str(each.get("promised") or ""),
            broken=each.get("state") in ("recurred", "replaced"),
        )
    return tuple(found.values())


def seen_lots(store: Store, archive: Archive, corrections: Sequence[Correction]) -> dict[str, list[SeenLot]]:
    """From what verdicts on corrections said, and from the verdicts on lots that sampling plans decided."""
    found: dict[str, list[SeenLot]] = {}
    known = {each.id: each for each in corrections}
    if not known:
        return found
    for told in corrected(store, archive):
        one = known.get(str(told.get("id")))
        if one is not None and _same_thing(one, told):
            found.setdefault(one.id, []).extend(_lot(each) for each in told.get("lots") or ())
    for node_id, characteristic, per, lot, inspected, nonconforming, outcome in store.read(
        _LOTS, project=archive.project
    ):
        base, stratum = base_of(node_id), json.loads(per) or {}
        for one in corrections:
            if one.names(base, characteristic) and all(stratum.get(key) == is_ for key, is_ in one.stratum.items()):
                ended = Outcome(outcome)
                seen = SeenLot(
                    name=lot,
                    inspected=int(inspected),
                    nonconforming=int(nonconforming),
                    bad=bool(nonconforming) or ended in (Outcome.FAILED, Outcome.CONCEDED),
                    decided=ended not in (Outcome.NOT_INSPECTED, Outcome.ERROR),
                )
                found.setdefault(one.id, []).append(seen)
    return found


def _same_thing(one: Correction, told: dict[str, Any]) -> bool:
    """Whether a record is of this very promise: an id may have been used for another thing before."""
    wanted = sorted(str(each) for each in told.get("for") or ())
    same = wanted == sorted(pattern.text for pattern in one.wanted)
    same = same and (told.get("characteristic") or "") == one.characteristic
    return same and dict(told.get("stratum") or {}) == dict(one.stratum)


def _lot(told: dict[str, Any]) -> SeenLot:
    return SeenLot(
        name=str(told["lot"]),
        inspected=int(told["inspected"]),
        nonconforming=int(told["nonconforming"]),
        bad=bool(told["bad"]),
        decided=bool(told["decided"]),
        when=str(told.get("when") or ""),
    )
