"""Ratings as codes: which category each rater chose for each item, and what was not rated."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arrays import Floats, Integers
from qa_run.statistics.labels import different, labels_of, missing


@frozen(eq=False)
class Ratings:
    """`codes[item, rater]` is the place of the category in `categories`, or -1 where nothing was rated."""

    categories: tuple[Any, ...]
    codes: Integers

    @property
    def complete(self) -> "Ratings":
        """Only the items that every rater rated."""
        return Ratings(self.categories, self.codes[(self.codes >= 0).all(axis=1)])

    @property
    def counts(self) -> Floats:
        """How many raters chose each category; shape items by categories."""
        items, size = self.codes.shape[0], len(self.categories)
        rated = self.codes >= 0
        places = (np.arange(items)[:, None] * size + self.codes)[rated]
        return np.bincount(places, minlength=items * size).reshape(items, size).astype(np.float64)

    def table(self, one: int, other: int) -> Floats:
        """The cross table of two raters over the items that both rated; shape categories by categories."""
        size = len(self.categories)
        both = (self.codes[:, one] >= 0) & (self.codes[:, other] >= 0)
        places = self.codes[both, one] * size + self.codes[both, other]
        return np.bincount(places, minlength=size * size).reshape(size, size).astype(np.float64)


def coded(ratings: ArrayLike, categories: Sequence[Any] | None = None) -> Ratings:
    """Ratings from a table of items by raters with labels of one kind; None and NaN mean: not rated.

    `categories`: all that could be chosen, in their order; else those that were, sorted.
    ValueError: no items, fewer than two raters, labels of mixed kinds, a label that is no category.
    """
    table = labels_of(ratings)
    if table.ndim != 2 or table.shape[0] == 0 or table.shape[1] < 2:
        raise ValueError(
            f"the ratings have the shape {table.shape}: give a table of items by raters, with two raters or more"
        )
    rated = ~missing(table)
    if not rated.any():
        raise ValueError("nothing was rated")
    labels, places = different(table[rated], "the ratings")
    order = np.arange(len(labels))
    if categories is not None:
        known = {label: place for place, label in enumerate(categories)}
        if len(known) != len(categories):
            raise ValueError("a category is named twice")
        unknown = [label for label in labels if label not in known]
        if unknown:
            raise ValueError(f"{unknown[0]!r} was rated and is none of the categories; add it or correct the rating")
        labels, order = tuple(categories), np.array([known[label] for label in labels])
    codes = np.full(table.shape, -1, dtype=np.intp)
    codes[rated] = order[places]
    return Ratings(labels, codes)


def paired(first: ArrayLike, second: ArrayLike, categories: Sequence[Any] | None = None) -> Ratings:
    """Ratings from the lists of two raters, item by item."""
    lists = [labels_of(each) for each in (first, second)]
    if any(each.ndim != 1 for each in lists) or lists[0].size != lists[1].size:
        raise ValueError("each rater needs one list of ratings, of the same items in the same order")
    alike = lists[0].dtype == lists[1].dtype
    return coded(np.column_stack(lists if alike else [each.astype(object) for each in lists]), categories)


def differing(ratings: Ratings) -> None:
    """ValueError where all ratings are of one category: then no agreement beyond chance can be reckoned."""
    if np.unique(ratings.codes[ratings.codes >= 0]).size < 2:
        raise ValueError(
            "all ratings are of one category: agreement beyond chance is not defined; look at percent_agreement, "
            "and rate items of other categories too"
        )


def at_least(items: int, least: int = 2) -> None:
    if items < least:
        raise ValueError(f"{items} items were rated by enough raters, at least {least} are needed")
