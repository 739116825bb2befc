"""Components of an unbalanced study from sequential sums of squares."""

import numpy as np
from attrs import frozen

from qa_run.statistics.arrays import Floats
from qa_run.statistics.measuring.anova import AnovaRow, untested
from qa_run.statistics.measuring.design import Design


@frozen(eq=False)
class Sequential:
    """The table without tests, and the coefficients by which mean squares become components, in the table's order."""

    table: tuple[AnovaRow, ...]
    inverse: Floats

    @property
    def mean_squares(self) -> Floats:
        return np.array([row.ms for row in self.table[:-1]], float)


def sequential_crossed(study: Design) -> Sequential:
    """Parts, then operators, then their interaction (type 1), each sum equated with what it expects.

    E[SS] = sum over components of variance * (trace of what the term adds) + df * repeatability, from the leverages
    of the cells (Searle, Casella and McCulloch, Variance Components, 1992, chapter 5: fitting constants,
    Henderson's method 3). ValueError if the cells do not connect parts and operators.
    """
    counts, means, within = _cells(study)
    present = counts > 0
    row, column = np.nonzero(present)
    n, mean = counts[present], means[present]
    parts, operators = counts.shape
    of_part, of_operator, total = counts.sum(axis=1), counts.sum(axis=0), float(n.sum())
    share = counts / of_part[:, None]
    beside = np.diag(of_operator) - counts.T @ share  # operators once the parts are fitted
    if np.linalg.matrix_rank(beside) < operators - 1:
        raise ValueError(
            "the cells that were measured fall into groups that share neither part nor operator: "
            "let operators measure common parts"
        )
    inverse = np.linalg.pinv(beside, hermitian=True)
    left = (counts * means).sum(axis=0) - share.T @ (counts * means).sum(axis=1)
    away = np.eye(operators)[column] - share[row]
    spread = 1 / of_part[row] + np.einsum("cj,jk,ck->c", away, inverse, away)  # of the fitted mean of each cell
    of_parts = _sum_of(n, mean, row, parts)
    explained = (of_parts, of_parts + float(left @ inverse @ left), float(n @ mean**2))
    grand = float(n @ mean) ** 2 / total
    traces = np.array(
        [  # of parts, operators, cells within: the mean, the parts, parts and operators, the cells
            [of_part @ of_part / total, of_operator @ of_operator / total, n @ n / total],
            [total, np.sum(n**2 / of_part[row]), np.sum(n**2 / of_part[row])],
            [total, total, np.sum(n**2 * spread)],
            [total, total, total],
        ]
    )
    df = (parts - 1, operators - 1, n.size - parts - operators + 1, study.value.size - n.size)
    return _solved(("part", "operator", "part:operator"), np.diff((grand, *explained)), df, traces, within)


def sequential_nested(study: Design) -> Sequential:
    """Operators, then parts within them (type 1)."""
    counts, means, within = _cells(study)
    present = counts > 0
    _, column = np.nonzero(present)
    n, mean = counts[present], means[present]
    operators = counts.shape[1]
    of_operator, total = np.bincount(column, n, operators), float(n.sum())
    explained = (float(n @ mean) ** 2 / total, _sum_of(n, mean, column, operators), float(n @ mean**2))
    traces = np.array(
        [
            [of_operator @ of_operator / total, n @ n / total],
            [total, np.sum(n**2 / of_operator[column])],
            [total, total],
        ]
    )
    df = (operators - 1, n.size - operators, study.value.size - n.size)
    return _solved(("operator", "operator:part"), np.diff(explained), df, traces, within)


def _cells(study: Design) -> tuple[Floats, Floats, float]:
    """Counts and means of the cells around the grand mean, and the sum of squares within them."""
    centred = study.value - study.value.mean()
    counts = study.cells.astype(np.float64)
    means = study.cell_sums(centred) / np.where(counts == 0, 1, counts)
    rest = centred - means.reshape(-1)[study.cell]
    return counts, means, float(rest @ rest)


def _sum_of(n: Floats, mean: Floats, code: np.ndarray, size: int) -> float:
    return float(np.sum(np.bincount(code, n * mean, size) ** 2 / np.bincount(code, n, size)))


def _solved(names: tuple[str, ...], squares: Floats, df: tuple[int, ...], traces: Floats, within: float) -> Sequential:
    for name, each in zip((*names, "repeatability"), df, strict=True):
        if each < 1:
            raise ValueError(f"no degree of freedom is left for {name}: measure more cells, or some of them again")
    expected = np.zeros((len(df), len(df)))
    expected[:-1, :-1] = np.diff(traces, axis=0)
    expected[:, -1] = df
    rows = [untested(name, each, float(ss)) for name, each, ss in zip(names, df[:-1], squares, strict=True)]
    table = (*rows, untested("repeatability", df[-1], within))
    whole = AnovaRow("total", sum(df), float(np.sum(squares)) + within)
    return Sequential((*table, whole), np.linalg.inv(expected / np.array(df, float)[:, None]))
