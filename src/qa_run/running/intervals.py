"""The 95 % interval of a mean, for pictures: by formulas that cost no import of a library for special functions."""

from math import sqrt

_Z = 1.959963984540054
#: Student's t, 97.5 %, of 1 to 12 degrees of freedom; beyond, the expansion about the normal is good to 2e-5.
_STUDENT = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788)


def mean_interval(n: int, mean: float, sd: float) -> tuple[float, float]:
    """Student's interval; `qa_run.statistics.intervals.mean_interval` is the one that verdicts stand on."""
    reach = student(n - 1) * sd / sqrt(n)
    return mean - reach, mean + reach


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t, by Cornish and Fisher beyond the table."""
    if freedom <= len(_STUDENT):
        return _STUDENT[freedom - 1]
    z, n = _Z, float(freedom)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(n**power) for power, term in enumerate(terms, 1))
