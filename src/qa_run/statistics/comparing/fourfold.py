"""Two proportions in a table of two by two: chi-square and Fisher's exact test."""

from functools import partial

import numpy as np
from attrs import frozen

from qa_run.statistics.arguments import Side, found_of, tail
from qa_run.statistics.arrays import Floats
from qa_run.statistics.searching import rising_root


@frozen(kw_only=True)
class TwoByTwo:
    """Tests of two equal proportions, and how many times larger the first one's odds are."""

    chi_square: float  #: 0 where all items, or none, are nonconforming
    p: float  #: of the chi-square, 1 degree of freedom
    fisher_p: float
    odds_ratio: float | None  #: conditional maximum likelihood; None where all items, or none, are nonconforming
    odds_lower: float
    odds_upper: float
    smallest_expected: float  #: below 5, trust Fisher's p rather than the chi-square's
    confidence: float
    side: Side


def two_by_two(
    first: tuple[int, int],
    second: tuple[int, int],
    confidence: float = 0.95,
    side: Side = "both",
    corrected: bool = False,
) -> TwoByTwo:
    """Are two proportions equal? Pearson's chi-square, and Fisher's exact test with the conditional odds ratio.

    first, second: (count, n) each, 0 <= count <= n, n >= 1
    side:          of the odds ratio's interval and of Fisher's p: lower means "the first is larger than the second"
    corrected:     the chi-square with Yates's correction, no larger than the difference, as R's prop.test has it
    Two-sided, Fisher's p adds up the tables that are no likelier than this one (R's convention). The interval is exact:
    Cornfield's by the noncentral hypergeometric distribution (Agresti, Categorical Data Analysis, 3.5). Raises
    ValueError.
    """
    x1, n1, x2, n2 = (int(each) for each in (*found_of(*first), *found_of(*second)))
    outside = tail(confidence, side)
    total = x1 + x2
    chances = _Chances.of(n1, n2, total)
    chi_square = _chi_square(x1, n1, x2, n2, corrected)
    return TwoByTwo(
        chi_square=chi_square,
        p=_chi_square_tail(chi_square),
        fisher_p=chances.p(x1, side),
        odds_ratio=chances.odds(x1),
        odds_lower=0.0 if side == "upper" else chances.odds_at(x1, outside, above=True),
        odds_upper=np.inf if side == "lower" else chances.odds_at(x1, outside, above=False),
        smallest_expected=min(n1, n2) * min(total, n1 + n2 - total) / (n1 + n2),
        confidence=confidence,
        side=side,
    )


def _chi_square(x1: int, n1: int, x2: int, n2: int, corrected: bool) -> float:
    total, size = x1 + x2, n1 + n2
    if total in (0, size):
        return 0.0
    off = abs(x1 * n2 - x2 * n1) / size
    off -= min(0.5, off) if corrected else 0.0
    return off**2 * size**3 / (n1 * n2 * total * (size - total))


def _chi_square_tail(chi_square: float) -> float:
    from scipy.special import erfc

    return float(erfc(np.sqrt(chi_square / 2)))


@frozen(kw_only=True, eq=False)
class _Chances:
    """How many of the first sample are nonconforming, given how many are in both: noncentral hypergeometric."""

    counts: Floats  #: all that are possible
    logs: Floats  #: of their probabilities where the odds are equal, up to a constant

    @classmethod
    def of(cls, n1: int, n2: int, total: int) -> "_Chances":
        from scipy.special import gammaln

        counts = np.arange(max(0, total - n2), min(n1, total) + 1, dtype=np.float64)
        ways = (counts, n1 - counts, total - counts, n2 - total + counts)
        return cls(counts=counts, logs=-sum(gammaln(each + 1) for each in ways))

    def at(self, log_odds: float) -> Floats:
        logs = self.logs + self.counts * log_odds
        shares = np.exp(logs - logs.max())
        probabilities: Floats = shares / shares.sum()
        return probabilities

    def p(self, count: int, side: Side) -> float:
        equal = self.at(0.0)
        if side == "lower":
            return min(float(equal[self.counts >= count].sum()), 1.0)
        if side == "upper":
            return min(float(equal[self.counts <= count].sum()), 1.0)
        here = equal[self.counts == count][0]
        return min(float(equal[equal <= here * (1 + 1e-7)].sum()), 1.0)

    def odds(self, count: int) -> float | None:
        if self.counts.size == 1:
            return None
        if count == self.counts[0]:
            return 0.0
        if count == self.counts[-1]:
            return float("inf")
        return _odds(partial(self._mean_less, count))

    def odds_at(self, count: int, outside: float, above: bool) -> float:
        """The odds ratio at which this count and beyond have the probability `outside`."""
        if count == self.counts[0 if above else -1]:
            return 0.0 if above else float("inf")
        return _odds(partial(self._tail_less, count, outside, above))

    def _mean_less(self, count: int, log_odds: float) -> float:
        return float((self.at(log_odds) * (self.counts - count)).sum())

    def _tail_less(self, count: int, outside: float, above: bool, log_odds: float) -> float:
        there = self.counts >= count if above else self.counts <= count
        short = float(self.at(log_odds)[there].sum()) - outside
        return short if above else -short


def _odds(rising: partial[float]) -> float:
    return float(np.exp(rising_root(rising)))
