"""What a plan by variables is."""

from attrs import frozen


@frozen(kw_only=True)
class VariablesPlan:
    """How many items to measure, and what their mean and deviation must not exceed."""

    n: int
    k: float  #: acceptability constant: the limit is at least k deviations from the mean
    maximum: float | None  #: M, the largest estimated share nonconforming accepted; None where n is too small for one
    sigma_known: bool
    letter: str | None = None  #: the code letter asked for; None, like the AQL, for a plan that is from no table
    aql: float | None = None  #: percent nonconforming
    severity: str = "normal"
    inspect_all: bool = False  #: the lot is no larger than the sample: measure every item, and count
