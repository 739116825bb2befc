"""An attribute agreement study: appraisers against themselves, each other and the standard."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.agreement.cohen import Kappa, cohen_kappa
from qa_run.statistics.agreement.fleiss import FleissKappa, fleiss_kappa
from qa_run.statistics.agreement.kendall import Concordance, kendall_tau, kendall_w
from qa_run.statistics.agreement.percent import Matched, matched_of
from qa_run.statistics.agreement.ratings import Ratings, coded
from qa_run.statistics.arrays import Integers
from qa_run.statistics.labels import labels_of


@frozen
class Within:
    """One appraiser's trials: items rated alike in all of them. `kappa` is None where one category was used."""

    appraiser: Any
    matched: Matched
    kappa: FleissKappa | None
    concordance: Concordance | None


@frozen
class AgainstStandard:
    """Items that were rated as the standard says in every trial; `kappa` and `tau` are means over the trials.

    `fleiss` takes trial and standard as two raters of one kind (Minitab, AIAG software), `cohen` as themselves. None
    where they are not defined in some trial.
    """

    appraiser: Any
    matched: Matched
    fleiss: float | None
    cohen: float | None
    tau: float | None


@frozen
class Between:
    """All trials of all appraisers: items rated alike in every one of them."""

    matched: Matched
    kappa: FleissKappa | None
    concordance: Concordance | None


@frozen
class AttributeStudy:
    """`within` is empty with one trial, `between` None with one appraiser, the rest None or empty without standard."""

    items: int
    appraisers: tuple[Any, ...]
    trials: int
    within: tuple[Within, ...]
    against_standard: tuple[AgainstStandard, ...]
    between: Between | None
    all_against_standard: AgainstStandard | None
    convention: str


def attribute_agreement(
    item: ArrayLike,
    appraiser: ArrayLike,
    rating: ArrayLike,
    *,
    standard: ArrayLike | None = None,
    categories: Sequence[Any] | None = None,
    ordinal: bool = False,
    confidence: float = 0.95,
) -> AttributeStudy:
    """Agreement of a study in long form: lists of equal length, one entry a rating; trials are in the order given.

    `standard`: for each entry the item's true category. `ordinal`: grades in the order of `categories` (or sorted),
    for which Kendall's W and tau are told too. Intervals of matches are Clopper-Pearson.
    ValueError: a label missing, items that not every appraiser rated equally often, an item with two standards,
    one appraiser with one trial and no standard.
    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter III C; the layout is that of Minitab's attribute
    agreement analysis.
    """
    names, table, rated = _laid_out(item, appraiser, rating, categories)
    items, people, trials = table.shape
    truth = None if standard is None else _truth(item, standard, rated.categories)
    if people == trials == 1 and truth is None:
        raise ValueError("one appraiser rated each item once, and there is no standard: nothing can be compared")
    flat = table.reshape(items, people * trials)
    against: tuple[AgainstStandard, ...] = ()
    everybody = None
    if truth is not None:
        against = tuple(_against(name, table[:, at], truth, ordinal, confidence) for at, name in enumerate(names))
        everybody = _against("all appraisers", flat, truth, ordinal, confidence)
    return AttributeStudy(
        items,
        names,
        trials,
        tuple(Within(name, *_alike(table[:, at], ordinal, confidence)) for at, name in enumerate(names) if trials > 1),
        against,
        Between(*_alike(flat, ordinal, confidence)) if people > 1 else None,
        everybody,
        "matched: all trials alike, Clopper-Pearson intervals; kappas of Fleiss, over trials as raters",
    )


def _laid_out(
    item: ArrayLike, appraiser: ArrayLike, rating: ArrayLike, categories: Sequence[Any] | None
) -> tuple[tuple[Any, ...], Integers, Ratings]:
    """Names of appraisers, and the codes of ratings as items by appraisers by trials."""
    rows, columns = _single(item, "items"), _single(appraiser, "appraisers")
    rated = _single(rating, "ratings", categories)
    row, column, code = rows.codes[:, 0], columns.codes[:, 0], rated.codes[:, 0]
    if not row.size == column.size == code.size:
        raise ValueError(
            f"{row.size} items, {column.size} appraisers and {code.size} ratings: give one of each a rating"
        )
    people = len(columns.categories)
    times = np.bincount(row * people + column, minlength=len(rows.categories) * people)
    if times.min() != times.max():
        odd = int(times.argmin())
        raise ValueError(
            f"item {rows.categories[odd // people]!r} was rated {times[odd]} times by "
            f"{columns.categories[odd % people]!r}, another {times.max()} times: let each appraiser rate each item "
            "equally often"
        )
    order = np.lexsort((np.arange(row.size), column, row))
    return columns.categories, code[order].reshape(len(rows.categories), people, int(times[0])), rated


def _single(labels: ArrayLike, what: str, categories: Sequence[Any] | None = None) -> Ratings:
    array = labels_of(labels)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"the {what} must be one list of labels")
    found = coded(np.column_stack([array, array]), categories)
    if (found.codes < 0).any():
        raise ValueError(f"one of the {what} is missing: complete it, or leave its item out for every appraiser")
    return found


def _truth(item: ArrayLike, standard: ArrayLike, categories: tuple[Any, ...]) -> Integers:
    """The standard of each item, as a code; those that no appraiser ever chose come after the categories."""
    rows, told = _single(item, "items"), _single(standard, "standards")
    row, code = rows.codes[:, 0], told.codes[:, 0]
    if row.size != code.size:
        raise ValueError(f"{row.size} items and {code.size} standards: repeat the standard beside each rating")
    known = {label: place for place, label in enumerate(categories)}
    places = np.array([known.setdefault(label, len(known)) for label in told.categories])[code]
    lowest = np.full(len(rows.categories), places.max() + 1)
    highest = np.full(len(rows.categories), -1)
    np.minimum.at(lowest, row, places)
    np.maximum.at(highest, row, places)
    if (lowest != highest).any():
        raise ValueError(f"item {rows.categories[int(np.argmax(lowest != highest))]!r} has two different standards")
    return lowest


def _alike(codes: Integers, ordinal: bool, confidence: float) -> tuple[Matched, FleissKappa | None, Concordance | None]:
    """Matches, Fleiss' kappa and Kendall's W of items by ratings."""
    same = (codes == codes[:, :1]).all(axis=1)
    several = len(codes) > 1 and np.unique(codes).size > 1
    ordered = several and ordinal and bool((codes != codes[0]).any())
    return (
        matched_of(int(same.sum()), same.size, confidence),
        fleiss_kappa(codes, confidence=confidence) if several else None,
        kendall_w(codes) if ordered else None,
    )


def _against(name: Any, codes: Integers, truth: Integers, ordinal: bool, confidence: float) -> AgainstStandard:
    same = (codes == truth[:, None]).all(axis=1)
    matched = matched_of(int(same.sum()), same.size, confidence)
    trials = [codes[:, at] for at in range(codes.shape[1])]
    if len(codes) < 2 or any(np.unique([trial, truth]).size < 2 for trial in trials):
        return AgainstStandard(name, matched, None, None, None)
    fleiss = float(np.mean([fleiss_kappa(np.column_stack([trial, truth])).kappa for trial in trials]))
    cohen: list[Kappa] = [cohen_kappa(trial, truth) for trial in trials]
    tau = None
    if ordinal and all(np.unique(each).size > 1 for each in (*trials, truth)):
        tau = float(np.mean([kendall_tau(trial, truth).tau for trial in trials]))
    return AgainstStandard(name, matched, fleiss, float(np.mean([each.kappa for each in cohen])), tau)
