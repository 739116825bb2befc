"""A plan by variables whose numbers somebody gives."""

from qa_run.statistics.arguments import number, whole
from qa_run.statistics.variables.estimating import acceptability_constant, maximum_nonconforming
from qa_run.statistics.variables.plan import VariablesPlan


def given_variables_plan(
    n: int, *, k: float | None = None, maximum: float | None = None, sigma_known: bool = False
) -> VariablesPlan:
    """The plan with these numbers, one of k and M; the other one follows from it.

    n: items measured, 2 or more (1 or more where sigma is known); k: acceptability constant; maximum: M, a share above
    0 and below 1. Of the fewest items no share is estimated, and M is None; of few items and a large k it is 0. Raises
    ValueError.
    """
    if n < (1 if sigma_known else 2) or n != whole(n, "n"):
        raise ValueError("n is 2 or more: one item has no standard deviation (with a known sigma it is 1 or more)")
    if (k is None) is (maximum is None):
        raise ValueError("k and M say the same: give one of them")
    if k is not None:
        number(k, "k")
    if k is None:
        k = float(acceptability_constant(n, maximum or 0.0, sigma_known))
    elif n >= (2 if sigma_known else 3):
        maximum = float(maximum_nonconforming(n, k, sigma_known))
    return VariablesPlan(n=n, k=k, maximum=maximum, sigma_known=sigma_known)
