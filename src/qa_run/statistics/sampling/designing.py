"""Plans found from the risks they must keep, rather than from a table."""

from math import ceil, floor
from operator import index

from attrs import evolve

from qa_run.statistics.sampling import chances
from qa_run.statistics.sampling.operating import Model
from qa_run.statistics.sampling.plans import Count, Plan, plan
from qa_run.statistics.searching import least_whole

#: Larger samples and Ac are not looked for: the two qualities are too close together to be told.
LARGEST, LARGEST_AC = 100_000_000, 100_000
#: A chance that equals a risk but for rounding keeps it: 95 of 100 items leave 1 bad one in the lot 5 times in 100.
ROUNDING = 1e-12


def two_point_plan(
    *,
    producer: tuple[float, float],
    consumer: tuple[float, float],
    model: Model = "binomial",
    lot_size: int | None = None,
) -> Plan:
    """The single plan with the smallest Ac, and for it the smallest sample, whose OC curve keeps two points.

    `producer` is (good quality, at least this chance of acceptance), `consumer` (bad quality, at most this chance):
    `producer=(0.01, 0.95), consumer=(0.06, 0.10)`. Qualities are shares of nonconforming items, for poisson
    nonconformities per item. For hypergeometric they are shares of a lot of `lot_size`: of the numbers of nonconforming
    items that are at least as bad as the consumer's the mildest counts, of those at least as good as the producer's the
    worst. Where no smaller sample can tell the two, the whole lot is inspected.

    Raises ValueError for risks that contradict each other, and where the two qualities are so close that Ac would
    exceed a hundred thousand.
    Source: A. Kiermeier, "Visualizing and Assessing Acceptance Sampling Plans: The R Package AcceptanceSampling",
    J. Statistical Software 26(6), 2008 (find.plan).
    """
    (good, at_least), (bad, at_most) = producer, consumer
    if not (0 < at_most < at_least < 1):
        raise ValueError(
            f"good lots pass more often than bad ones: {at_least} must exceed {at_most}, both within 0 and 1"
        )
    if not (0 <= good < bad) or (model != "poisson" and bad > 1):
        raise ValueError(f"the good quality {good} is less than the bad one {bad}, and a share is at most 1")
    mild, worst = (
        (_items_below(good, lot_size), _items_above(bad, lot_size)) if model == "hypergeometric" else (good, bad)
    )
    counted: Count = "nonconformities" if model == "poisson" else "items"
    before, n = 0, 1
    for ac in range(LARGEST_AC):
        before, n = n, _smallest_n(ac, worst, at_most, model, lot_size, n, step=n - before)
        if model == "hypergeometric" and n >= _lot(lot_size):
            return _inspect_all(int(mild), n)
        if chances.up_to(model, ac, n, mild, lot_size) >= at_least * (1 - ROUNDING):
            return evolve(
                plan(n, ac), count=counted, convention=f"smallest {model} plan through two points of its OC curve"
            )
    raise ValueError(f"{good} and {bad} are too close together to be told by sampling")


def ltpd_plan(*, ltpd: float, beta: float = 0.10, ac: int = 0, lot_size: int | None = None) -> Plan:
    """The single plan with this Ac and the smallest sample that accepts lots of limiting quality at most `beta` often.

    `ltpd` is a share of nonconforming items (LTPD, RQL, LQ), 0 to 1. With `lot_size` the lot counts: hypergeometric,
    for the smallest number of nonconforming items that is not less than the share; otherwise binomial.
    Where even a sample of all but one could not tell, the whole lot is inspected.
    Raises ValueError for shares and risks outside 0 to 1, and for an Ac that the limiting number cannot exceed.
    Source: E. G. Schilling and D. V. Neubauer, Acceptance Sampling in Quality Control (LTPD and c = 0 plans).
    """
    if not (0 < ltpd <= 1 and 0 < beta < 1):
        raise ValueError(f"ltpd {ltpd} and beta {beta} are shares between 0 and 1: write 0.05 for 5 %")
    if index(ac) < 0:
        raise ValueError(f"Ac is at least 0, not {ac}")
    if lot_size is None:
        n = _smallest_n(ac, ltpd, beta, "binomial", None, 1)
        return evolve(plan(n, ac), convention=f"binomial, at most {beta:g} accepted at {ltpd:g}")
    worst = _items_above(ltpd, lot_size)
    if worst <= ac:
        raise ValueError(f"{ltpd:g} of {lot_size} are {worst} items, which Ac {ac} always accepts: lower Ac")
    n = _smallest_n(ac, worst, beta, "hypergeometric", lot_size, 1)
    if n >= lot_size:
        return _inspect_all(ac, lot_size)
    return evolve(plan(n, ac), convention=f"hypergeometric, at most {beta:g} accepted at {worst} of {lot_size}")


def zero_acceptance_plan(*, ltpd: float, confidence: float = 0.95, lot_size: int | None = None) -> Plan:
    """The plan that accepts on zero: none found among n shows with `confidence` that fewer than `ltpd` do not conform.

    `ltpd_plan` with Ac 0 and beta = 1 - confidence; success-run when there is no lot.
    Raises ValueError like it.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} lies between 0 and 1: write 0.95 for 95 %")
    return ltpd_plan(ltpd=ltpd, beta=round(1 - confidence, 15), lot_size=lot_size)


def _smallest_n(
    ac: int, quality: float, at_most: float, model: Model, lot_size: int | None, start: int, step: int = 1
) -> int:
    """The smallest sample, not below `start`, that accepts this quality at most so often; the lot where none does.

    `step` is a guess at how far beyond `start` it is.
    """
    most = _lot(lot_size) if model == "hypergeometric" else LARGEST

    def keeps(n: int) -> bool:
        return chances.up_to(model, ac, n, quality, lot_size) <= at_most * (1 + ROUNDING)

    found = least_whole(keeps, max(start, ac + 1), most, max(step, 1))
    if found == most and model != "hypergeometric" and not keeps(found):
        raise ValueError(f"quality {quality} takes more than {LARGEST} items to tell: ask for less")
    return found


def _inspect_all(ac: int, lot_size: int) -> Plan:
    return evolve(plan(lot_size, max(ac, 0)), inspect_all=True, convention="every item inspected: no sample can tell")


def _items_above(share: float, lot_size: int | None) -> int:
    """How many items are at least this share of the lot; 0.07 * 100 is 7 items although it is 7.000000000000001."""
    return max(1, ceil(round(share * _lot(lot_size), 9)))


def _items_below(share: float, lot_size: int | None) -> int:
    return floor(round(share * _lot(lot_size), 9))


def _lot(lot_size: int | None) -> int:
    if lot_size is None:
        raise ValueError("the hypergeometric model is about one lot: give its lot_size")
    if index(lot_size) < 1:
        raise ValueError(f"a lot has at least 1 item, not {lot_size}")
    return index(lot_size)
