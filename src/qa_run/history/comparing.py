"""What is different between two recorded runs."""

from collections.abc import Sequence

from attrs import frozen

from qa_run.history.runs import Judged
from qa_run.model.outcome import Outcome

Pair = tuple[Judged | None, Judged | None]

#: The groups, in the order in which somebody wants to know of them, and what each is called.
GROUPS = {
    "newly_failing": "newly failing",
    "mended": "mended",
    "still_failing": "still failing",
    "new": "new",
    "gone": "gone",
    "requirement": "of another requirement",
    "measures": "measured otherwise",
}


@frozen(kw_only=True, eq=False, repr=False)
class Difference:
    """Verdicts before and after, by group. One whose requirement changed is in that group besides."""

    groups: dict[str, list[Pair]]
    same: int

    def __getitem__(self, group: str) -> Sequence[Pair]:
        return self.groups[group]


def difference(before: Sequence[Judged], after: Sequence[Judged]) -> Difference:
    """What became of the verdicts `before`, and which of those `after` are new."""
    groups: dict[str, list[Pair]] = {name: [] for name in GROUPS}
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    same = 0
    for node_id in dict.fromkeys([*new, *old]):
        one, other = old.get(node_id), new.get(node_id)
        found = _groups(one, other)
        for name in found:
            groups[name].append((one, other))
        same += not found
    return Difference(groups=groups, same=same)


def _groups(one: Judged | None, other: Judged | None) -> list[str]:
    if one is None or other is None:
        return ["new" if one is None else "gone"]
    good, fine = Outcome(one.outcome).releases, Outcome(other.outcome).releases
    found = (
        [] if good and fine else ["still_failing" if not good and not fine else "mended" if fine else "newly_failing"]
    )
    if one.digest != other.digest:
        found.append("requirement")
    if not found and _numbers(one) != _numbers(other):
        found.append("measures")
    return found


def _numbers(verdict: Judged) -> tuple[object, ...]:
    return verdict.outcome, verdict.inspected, verdict.nonconforming, dict(verdict.measured)
