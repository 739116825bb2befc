"""Components of any study by restricted maximum likelihood."""

import numpy as np
from attrs import frozen

from qa_run.statistics.arrays import Floats
from qa_run.statistics.measuring.design import Design


@frozen
class Likely:
    """The variances that make the study likeliest: of parts, operators, cells (parts by operators), and repeats."""

    part: float
    operator: float
    cell: float
    repeatability: float


def reml(study: Design, *, nested: bool = False) -> Likely:
    """Restricted maximum likelihood with all variances 0 or more; equals the ANOVA where that is balanced and positive.

    The likelihood is profiled over the ratio of each standard deviation to the repeats' (as lme4: Bates, Maechler,
    Bolker and Walker, J. Stat. Softw. 67 (2015) 1), and reckoned from the cells' means. Nested: no component of parts
    over operators; the cells are the parts. Each ratio is found to about 1e-6,
    and to 1e-3 where parts differ a million times more than repeats. ValueError where repeats do not differ at all.
    """
    from scipy.optimize import minimize  # heavy, and only this method needs it

    profile = _Profile.of(study, nested)
    if profile.within <= 0:
        raise ValueError("repeated measurements do not differ at all: the likelihood has no maximum")
    scale, best, lowest = profile.rough, np.zeros(profile.ratios), np.inf
    for start in (0.03, 0.3, 1.0):
        first = np.full(profile.ratios, start)
        simplex = np.vstack([first, first + np.eye(profile.ratios) * (0.5 * start)])
        options = {"xatol": 1e-9, "fatol": 1e-11, "maxfev": 2000, "initial_simplex": simplex}
        found = minimize(lambda ratios: profile.deviance(ratios * scale), first, method="Nelder-Mead", options=options)
        if found.fun < lowest:
            best, lowest = found.x * scale, float(found.fun)
    settled = [
        0.0 if profile.deviance(_without(best, at)) <= lowest + 1e-9 else best[at] for at in range(profile.ratios)
    ]
    squares = np.square(settled)
    repeatability = profile.repeatability(np.asarray(settled))
    part, operator, cell = (0.0, squares[0], squares[1]) if nested else squares
    part, operator, cell = (float(each * repeatability) for each in (part, operator, cell))
    return Likely(part, operator, cell, repeatability)


def _without(ratios: Floats, at: int) -> Floats:
    out = ratios.copy()
    out[at] = 0
    return out


@frozen(eq=False)
class _Profile:
    counts: Floats
    means: Floats
    within: float
    size: int
    nested: bool

    @property
    def ratios(self) -> int:
        return 2 if self.nested else 3

    @classmethod
    def of(cls, study: Design, nested: bool) -> "_Profile":
        centred = study.value - study.value.mean()
        counts = study.cells.astype(np.float64)
        means = study.cell_sums(centred) / np.where(counts == 0, 1, counts)
        rest = centred - means.reshape(-1)[study.cell]
        return cls(counts, means, float(rest @ rest), centred.size, nested)

    @property
    def rough(self) -> Floats:
        """Ratios to begin with: how far means of rows, columns and cells lie apart, against the repeats."""
        present = self.counts > 0
        error = self.within / (self.size - present.sum())

        def apart(axis: int) -> float:
            total = self.counts.sum(axis=axis)
            return float(np.var((self.counts * self.means).sum(axis=axis) / total))

        found = (apart(0), float(np.var(self.means[present]))) if self.nested else (
            apart(1), apart(0), float(np.var(self.means[present]))
        )  # fmt: skip
        return np.asarray(np.sqrt(np.maximum(np.array(found) / error, 0.01)))

    def repeatability(self, ratios: Floats) -> float:
        return self._solved(ratios)[1] / (self.size - 1)

    def deviance(self, ratios: Floats) -> float:
        """Minus twice the restricted log-likelihood, without its constants."""
        determinant, residual = self._solved(ratios)
        return (self.size - 1) * float(np.log(residual)) + determinant

    def _solved(self, ratios: Floats) -> tuple[float, float]:
        """Log determinants of the covariance and of the mean's precision; the residual sum of squares.

        Rows are eliminated first, then columns (Woodbury); row means are kept apart from the deviations around them,
        so that parts that differ far more than repeats cost few digits.
        """
        part, operator, cell = np.square((0.0, *ratios) if self.nested else ratios)
        weight = self.counts / (1 + self.counts * cell)  # the precision of a cell's mean, 0 where nothing was measured
        rows, columns = weight.sum(axis=1), weight.sum(axis=0)
        spread = 1 / (1 + part * rows)
        inner = np.diag(columns) - weight.T @ (weight * (part * spread)[:, None])
        outer = np.eye(columns.size) + operator * inner
        determinant = float(np.sum(np.log1p(self.counts * cell)) - np.sum(np.log(spread)) + np.linalg.slogdet(outer)[1])

        def without_rows(given: Floats) -> Floats:
            middle = ((weight * given).sum(axis=1) / rows)[:, None]
            return np.asarray(weight * (given - middle) + weight * middle * spread[:, None])

        def cleaned(given: Floats) -> Floats:
            """The inverse covariance of the cells' means times `given`."""
            first = without_rows(given)
            at_column = operator * np.linalg.solve(outer, first.sum(axis=0))
            return first - without_rows(np.broadcast_to(at_column, weight.shape))

        through = cleaned(np.ones_like(weight))
        precision = float(through.sum())
        rest = self.means - float(np.sum(through * self.means)) / precision
        return determinant + float(np.log(precision)), self.within + float(np.sum(cleaned(rest) * rest))
