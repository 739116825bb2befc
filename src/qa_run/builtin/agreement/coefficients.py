"""Each coefficient of agreement of the groups of ratings that are compared, and the group that agrees least."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any, Literal

from attrs import frozen

from qa_run.builtin.agreement.ratings import Ratings

Compare = Literal["within", "between", "standard"]
Weights = Literal["identity", "linear", "quadratic"]


@frozen(eq=False, repr=False)
class Group:
    """Ratings that should agree: `tables` of items by ratings, one for each trial where a mean is taken over them."""

    name: str
    tables: Sequence[Any]


@frozen(eq=False, repr=False)
class Found:
    """A coefficient of the group that agrees least; `lower` is None where no bound is known for it."""

    value: float
    lower: float | None
    group: str
    convention: str


@frozen(eq=False, repr=False)
class Asked:
    """What is compared, how different categories count, and the level of two-sided intervals."""

    compare: Compare
    weights: Weights
    level: float


def coefficient(statistic: str, ratings: Ratings, asked: Asked) -> Found:
    """The coefficient `statistic`, of the group in which it is the lowest. ValueError where it is not defined."""
    groups = list(_groups(statistic, ratings, asked.compare))
    if not groups:
        raise ValueError(
            "each item was rated once by each: agreement with oneself needs a second trial"
            if asked.compare == "within"
            else f"{ratings.raters[0]} rated alone: agreement needs a second rater, or a standard"
        )
    found = []
    for group in groups:
        try:
            found.append(_of_group(statistic, group, ratings, asked))
        except ValueError as error:
            raise ValueError(f"{group.name}: {error}" if group.name else str(error)) from error
    return min(found, key=lambda each: each.value if each.lower is None else each.lower)


def _groups(statistic: str, ratings: Ratings, compare: Compare) -> Iterator[Group]:
    import numpy as np

    values, truth = ratings.values, ratings.truth
    items, people, trials = values.shape
    if compare == "within":
        for at, name in enumerate(ratings.raters if trials > 1 else ()):
            if statistic != "kappa":
                yield Group(name, [values[:, at]])
                continue
            for one, other in combinations(range(trials), 2):
                yield Group(f"{name}, trials {one + 1} and {other + 1}", [values[:, at][:, [one, other]]])
    elif compare == "standard":
        for at, name in enumerate(ratings.raters):
            if statistic == "percent":
                yield Group(name, [np.column_stack([values[:, at], truth])])
            elif statistic == "kappa":  # AIAG: a cross table of all decisions
                yield Group(name, [np.column_stack([values[:, at].ravel(), np.repeat(truth, trials)])])
            else:
                yield Group(name, [np.column_stack([values[:, at, trial], truth]) for trial in range(trials)])
    elif people > 1 and statistic == "kappa":
        for one, other in combinations(range(people), 2):
            both = np.column_stack([values[:, one].ravel(), values[:, other].ravel()])
            yield Group(f"{ratings.raters[one]} and {ratings.raters[other]}" if people > 2 else "", [both])
    elif people > 1:
        yield Group("", [values.reshape(items, people * trials)])


def _of_group(statistic: str, group: Group, ratings: Ratings, asked: Asked) -> Found:
    """The coefficient, as a mean over trials where there are several; a mean has no bound."""
    each = [_COEFFICIENTS[statistic](table, len(ratings.categories), asked) for table in group.tables]
    pooled = statistic == "kappa" and asked.compare != "within" and ratings.values.shape[2] > 1
    lower = each[0][1] if len(each) == 1 and not pooled else None
    words = each[0][2] + (", mean over trials" if len(each) > 1 else ", all trials pooled" if pooled else "")
    return Found(sum(value for value, _, _ in each) / len(each), lower, group.name, words)


def _percent(table: Any, _size: int, asked: Asked) -> tuple[float, float | None, str]:
    from qa_run.statistics.agreement import percent_agreement

    found = percent_agreement(table, confidence=asked.level)
    return found.percent / 100, found.lower / 100, f"all ratings of an item alike; {found.convention}"


def _kappa(table: Any, size: int, asked: Asked) -> tuple[float, float | None, str]:
    from qa_run.statistics.agreement import cohen_kappa

    found = cohen_kappa(table[:, 0], table[:, 1], weights=asked.weights, categories=range(size), confidence=asked.level)
    lower = found.lower if found.standard_error else None
    return found.kappa, lower, found.convention


def _fleiss(table: Any, size: int, asked: Asked) -> tuple[float, float | None, str]:
    from qa_run.statistics.agreement import fleiss_kappa

    found = fleiss_kappa(table, categories=range(size), confidence=asked.level)
    return found.kappa, found.coefficient.lower if found.coefficient.standard_error > 0 else None, found.convention


def _ac1(table: Any, size: int, asked: Asked) -> tuple[float, float | None, str]:
    from qa_run.statistics.agreement import gwet_ac

    found = gwet_ac(table, categories=range(size), confidence=asked.level)
    return found.value, found.lower if found.standard_error > 0 else None, "Gwet's AC1"


def _kendall(table: Any, _size: int, asked: Asked) -> tuple[float, float | None, str]:
    from qa_run.statistics.agreement import kendall_tau, kendall_w

    if asked.compare == "standard":
        return kendall_tau(table[:, 0], table[:, 1]).tau, None, "Kendall's tau-b"
    return kendall_w(table).w, None, "Kendall's W, with the correction for ties"


def _icc(table: Any, _size: int, asked: Asked) -> tuple[float, float | None, str]:
    from qa_run.statistics.agreement import intraclass_correlation

    found = intraclass_correlation(table, confidence=asked.level)
    return found.value, found.lower, f"{found.name}, two-way, absolute agreement (McGraw and Wong)"


_COEFFICIENTS: dict[str, Callable[[Any, int, Asked], tuple[float, float | None, str]]] = {
    "percent": _percent,
    "kappa": _kappa,
    "fleiss": _fleiss,
    "ac1": _ac1,
    "kendall": _kendall,
    "icc": _icc,
}
