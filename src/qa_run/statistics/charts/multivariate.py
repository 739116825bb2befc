"""Hotelling's T2 charts: several characteristics watched together."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import betaincinv, fdtri

from qa_run.statistics.arguments import share
from qa_run.statistics.arrays import Floats, full
from qa_run.statistics.charts.chart import Chart


@frozen(eq=False)
class Process:
    """Centre (characteristics) and covariance within (characteristics square), and from how much they are known."""

    centre: Floats
    covariance: Floats
    subgroups: int
    n: int


def process_of_values(values: ArrayLike) -> Process:
    """Mean and covariance of single observations, an array (observations x characteristics)."""
    read = _array(values, 2, "observations x characteristics")
    if read.shape[0] < read.shape[1] + 2:
        raise ValueError(f"{read.shape[0]} observations of {read.shape[1]} characteristics: at least 2 more are needed")
    centre = read.mean(axis=0)
    off = read - centre
    return Process(centre, off.T @ off / (read.shape[0] - 1), int(read.shape[0]), 1)


def process_of_subgroups(values: ArrayLike) -> Process:
    """Mean of means and of covariances within subgroups, an array (subgroups x values x characteristics)."""
    read = _array(values, 3, "subgroups x values x characteristics")
    many, n, kinds = read.shape
    if n < 2:
        raise ValueError("subgroups of one value have no covariance within; use the chart of single observations")
    if many * (n - 1) < kinds:
        raise ValueError(f"{many} subgroups of {n} are too few for {kinds} characteristics")
    means = read.mean(axis=1)
    off = (read - means[:, None, :]).reshape(-1, kinds)
    return Process(means.mean(axis=0), off.T @ off / (many * (n - 1)), int(many), int(n))


def t2_chart(means: ArrayLike, process: Process, *, confidence: float | None = None, future: bool = False) -> Chart:
    """n (x - centre)' covariance^-1 (x - centre), with an upper limit only.

    means: an array (points x characteristics): the observations themselves, or the means of the subgroups
    process: `process_of_values` of the same observations, `process_of_subgroups`, or what a baseline kept of them
    confidence: probability of a point within the limit, (1 - 0.0027)^characteristics if not given (mqcc)
    future: the points are others than those that the process was estimated from (phase II)

    Single observations: beta distribution in phase I, F in phase II; subgroups: F (Tracy, Young and Mason 1992,
    Journal of Quality Technology 24; Montgomery 11.3; qcc's mqcc). ValueError when a characteristic follows from the
    others, so that the covariance has no inverse.
    """
    read = _array(means, 2, "points x characteristics")
    kinds, many, n = read.shape[1], process.subgroups, process.n
    if process.centre.shape != (kinds,) or process.covariance.shape != (kinds, kinds):
        raise ValueError(f"the process is known in {process.centre.size} characteristics, the points in {kinds}")
    within = share(confidence) if confidence is not None else (1 - 0.0027) ** kinds
    off = read - process.centre
    statistic = n * np.einsum("ij,ji->i", off, _solved(process.covariance, off.T))
    upper = _upper(kinds, many, n, within, future)
    return Chart(
        kind="T2",
        statistic=statistic,
        centre=full(0.0, statistic.size),
        lower=full(0.0, statistic.size),
        upper=full(upper, statistic.size),
        n=full(float(n), statistic.size),
        sigma=None,
        zone=None,
        counted=np.broadcast_to(np.bool_(not future), statistic.shape),
        process_centre=0.0,
        process_sigma=0.0,
        estimated=not future,
        convention=f"{'phase II' if future else 'phase I'}, {many} {'subgroups' if n > 1 else 'observations'}, "
        f"{100 * within:g} % within",
        limits_only=True,
    )


def _upper(kinds: int, many: int, n: int, within: float, future: bool) -> float:
    if n == 1:
        if many - kinds < 2:
            raise ValueError(f"{many} observations are too few for {kinds} characteristics")
        if not future:
            return (many - 1) ** 2 / many * float(betaincinv(kinds / 2, (many - kinds - 1) / 2, within))
        return kinds * (many + 1) * (many - 1) / (many * (many - kinds)) * float(fdtri(kinds, many - kinds, within))
    freedom = many * n - many - kinds + 1
    if freedom < 1:
        raise ValueError(f"{many} subgroups of {n} are too few for {kinds} characteristics")
    side = many + 1 if future else many - 1
    return kinds * side * (n - 1) / freedom * float(fdtri(kinds, freedom, within))


def _array(values: ArrayLike, dimensions: int, words: str) -> Floats:
    read = np.asarray(values, dtype=np.float64)
    if read.ndim != dimensions or not read.size:
        raise ValueError(f"an array of {words} is needed, with at least one of each")
    if not np.isfinite(read).all():
        place = int(np.argwhere(~np.isfinite(read))[0][0])
        raise ValueError(f"point {place + 1} holds a value that is no finite number; leave the point out")
    return read


def _solved(covariance: Floats, right: Floats) -> Floats:
    scale = np.sqrt(np.diag(covariance))
    singular = "a characteristic does not vary, or follows from the others: leave it out"
    if not (scale > 0).all():
        raise ValueError(singular)
    correlation = covariance / np.outer(scale, scale)
    if np.linalg.cond(correlation) > 1e12:
        raise ValueError(singular)
    return np.asarray(np.linalg.solve(correlation, right / scale[:, None]) / scale[:, None])
