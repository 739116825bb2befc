"""The design behind the tables of MIL-STD-414 and its successors: the plans by formula.

The tables look like data and are not. With sigma unknown, every plan accepts a lot at its AQL with the probability of
its row, 0.89 to 0.99, and M follows from k. With sigma known, it has the operating characteristic that matches the one
with sigma unknown at that probability and at its complement. These rules were inferred from the tables that AQLSchemes
1.7.2 for R has, not read in a text: they give every n and M with sigma unknown but one, and all but 23 cells with sigma
known. The estimates behind M are those of Lieberman and Resnikoff, 1955, JASA 50, 457-516.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import partial

import numpy as np

from qa_run.statistics.searching import crossing
from qa_run.statistics.variables.characteristic import acceptance_probability
from qa_run.statistics.variables.estimating import maximum_nonconforming
from qa_run.statistics.variables.finding import constant_for
from qa_run.statistics.variables.letters import LETTERS, SIZES

#: The rows of the tables: one for each letter, and one of 30 items that only reduced inspection uses.
REDUCED_ONLY = "R"
ROW_SIZES = {**SIZES, REDUCED_ONLY: 30}
#: How often each row accepts a lot that is as good as the AQL (inferred).
ACCEPTANCE = dict(
    zip(
        (*LETTERS, REDUCED_ONLY),
        (0.89, 0.90, 0.90, 0.90, 0.90, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.94),
        strict=True,
    )
)
#: Rows whose known-sigma plans keep to the middle of both points, whatever rounding n did (inferred).
_MIDDLE = "CE"
#: How much of n rounding may move before a plan leaves the point at the AQL for the middle of both (inferred).
_MOVED = 0.08


def unknown_plan(row: str, aql: float) -> tuple[int, float]:
    """n and M (a share) with sigma unknown; M is 0 where the row has no plan for this AQL.

    row: a code letter or REDUCED_ONLY; aql: percent nonconforming
    """
    n = ROW_SIZES[row]
    k = constant_for(n, aql / 100, ACCEPTANCE[row])
    return n, as_printed(float(maximum_nonconforming(n, k)))


def known_plan(row: str, aql: float) -> tuple[int, float]:
    """n and M (a share) with sigma known. The arguments are those above."""
    from scipy.special import ndtri

    good, bad = matched_points(row, aql)
    reach = float(ndtri(ACCEPTANCE[row]))
    exact = (2 * reach / (good - bad)) ** 2
    n = max(2, round(exact))
    moved = row in _MIDDLE or abs(n / exact - 1) > _MOVED
    k = (good + bad) / 2 if moved else good - reach / np.sqrt(n)
    return n, as_printed(float(maximum_nonconforming(n, k, sigma_known=True)))


def matched_points(row: str, aql: float) -> tuple[float, float]:
    """Sigmas from the mean to the limit: at the AQL, and where the plan with s rejects as often as it accepts there."""
    from scipy.special import ndtri

    n, acceptance = ROW_SIZES[row], ACCEPTANCE[row]
    k = constant_for(n, aql / 100, acceptance)
    short = partial(_short_of, n, k, 1 - acceptance)
    bad = crossing(short, aql / 100, 0.999)
    return float(-ndtri(aql / 100)), float(-ndtri(bad))


def _short_of(n: int, k: float, wanted: float, proportion: float) -> float:
    return float(acceptance_probability(proportion, n, k)) - wanted


def as_printed(share: float) -> float:
    """M as tables print it: percent, with three decimals below 1 and two from there on."""
    percent = Decimal(share) * 100
    digits = Decimal("0.001") if percent < 1 else Decimal("0.01")
    return float(percent.quantize(digits, ROUND_HALF_UP) / 100)
