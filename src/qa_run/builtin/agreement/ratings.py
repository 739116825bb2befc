"""Who called what what: the ratings of a sample as a table of items by raters by trials."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from qa_run import Labels

RECORDED = "the recorded one"


@frozen(eq=False, repr=False)
class Ratings:
    """What was rated.

    values:     items by raters by trials: the place of the rating in `categories`, or, of numbers, the number itself
    raters:     what the raters are called
    categories: what could be chosen, in order; empty where ratings are numbers
    truth:      of each item what the standard says, in the same terms; None without a standard
    points:     of each rating the place of its point
    items:      what was rated, where each rating is a row; empty where the point is the item
    """

    values: Any
    raters: Sequence[str]
    categories: Sequence[str]
    truth: Any
    points: Any
    items: Sequence[str] = ()

    def said(self, value: float) -> str:
        """A rating as it was recorded."""
        return str(self.categories[int(value)]) if self.categories else f"{value:g}"

    def told(self, at: int) -> str:
        """Who said what of an item: once where all trials were alike; those who said the same together, most last."""
        parties: dict[str, list[str]] = {}
        for rater, name in enumerate(self.raters):
            said = [self.said(value) for value in self.values[at, rater]]
            parties.setdefault(said[0] if len(set(said)) == 1 else ", ".join(said), []).append(name)
        fewest_first = sorted(parties.items(), key=lambda party: len(party[1]))
        told = [f"{' and '.join(names)} {said}" for said, names in fewest_first]
        return "; ".join(told + ([f"the standard {self.said(self.truth[at])}"] if self.truth is not None else []))


def side_by_side(arrays: Mapping[str, Any], others: Sequence[str], categories: Sequence[str]) -> Ratings:
    """Ratings of an item that stand in columns beside each other: `rating`, and `with0`, `with1` and so on."""
    import numpy as np

    names = ["rating", *(f"with{place}" for place in range(len(others)))]
    columns, known, truth = _codes(arrays, names, categories)
    values = np.column_stack(columns)[:, :, None]
    points = np.broadcast_to(np.arange(len(values))[:, None, None], values.shape)
    return Ratings(values, (RECORDED, *others), known, truth, points)


def one_each_row(arrays: Mapping[str, Any], categories: Sequence[str]) -> Ratings:
    """Ratings of which each is a row: `rating`, by `rater`, of `item`; what comes twice is a further trial.

    ValueError where not every rater rated every item equally often, or an item has two standards.
    """
    import numpy as np

    (rating,), known, truth = _codes(arrays, ["rating"], categories)
    items, item = np.unique(arrays["item"].codes, return_inverse=True)
    raters, rater = np.unique(arrays["rater"].codes, return_inverse=True)
    people = [arrays["rater"].names[code] for code in raters]
    times = np.bincount(item * len(raters) + rater, minlength=len(items) * len(raters))
    usual = int(np.bincount(times).argmax())
    odd = np.flatnonzero(times != usual)
    if usual == 0 or odd.size:
        where = int(odd[0]) if odd.size else 0
        raise ValueError(
            f"{people[where % len(raters)]} rated {arrays['item'].names[items[where // len(raters)]]} "
            f"{_times(times[where])}, where {_times(usual or int(times.max()))} is usual: every item needs as many "
            "ratings of each"
        )
    order = np.lexsort((np.arange(len(item)), rater, item))
    points = order.reshape(len(items), len(raters), usual)
    if truth is not None:
        by_item = truth[points].reshape(len(items), -1)
        differing = np.flatnonzero((by_item != by_item[:, :1]).any(axis=1))
        if differing.size:
            raise ValueError(f"{arrays['item'].names[items[differing[0]]]} has two different standards: keep one")
        truth = by_item[:, 0]
    return Ratings(rating[points], people, known, truth, points, [arrays["item"].names[code] for code in items])


def _times(times: int) -> str:
    return {0: "not at all", 1: "once", 2: "twice"}.get(int(times), f"{times} times")


def _codes(
    arrays: Mapping[str, Any], names: Sequence[str], categories: Sequence[str]
) -> tuple[list[Any], Sequence[str], Any]:
    """The columns, and the standard, in terms of the same categories; numbers as they are.

    ValueError for a rating that is none of the categories.
    """
    import numpy as np

    every = [arrays[name] for name in (*names, "standard") if name in arrays]
    known: Sequence[str] = ()
    if isinstance(every[0], Labels):
        there = {each.names[code] for each in every for code in np.unique(each.codes)}
        if categories and (strange := sorted(there - set(categories))):
            raise ValueError(f"{strange[0]!r} was rated and is none of the categories {', '.join(categories)}")
        known = tuple(categories) or _ordered(there)
        places = {name: place for place, name in enumerate(known)}
        every = [np.array([places.get(name, -1) for name in each.names], dtype=np.intp)[each.codes] for each in every]
    truth = every.pop() if "standard" in arrays else None
    return every, known, truth


def _ordered(names: set[str]) -> tuple[str, ...]:
    """By their numbers where all are numbers, else as texts are sorted."""
    try:
        return tuple(sorted(names, key=lambda name: (float(name), name)))
    except ValueError:
        return tuple(sorted(names))


def in_order(categories: Sequence[str]) -> bool:
    """Whether texts have an order of their own: that of numbers."""
    try:
        return bool([float(name) for name in categories])
    except ValueError:
        return False
