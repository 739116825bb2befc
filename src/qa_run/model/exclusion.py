"""Items that are not judged although they are there: which, and the reason that stands beside them in every report."""

from datetime import date
from typing import Any

from attrs import frozen

from qa_run.errors import Place
from qa_run.model.quantities import Share


@frozen(kw_only=True, eq=False, repr=False)
class Exclusion:
    """One entry of `exclude:`. It names its items by one of `when`, `items` and `lots`.

    when:    a condition of the procedure; procedures know exclusions, and not the other way round
    until:   the last day on which it holds: from then on its items are judged again
    at_most: how many items, or which share of them, it may leave out; beyond that nothing passes
    """

    because: str
    place: Place
    when: Any = None
    items: tuple[str, ...] = ()
    lots: tuple[str, ...] = ()
    until: date | None = None
    at_most: int | Share | None = None

    def holds(self, day: date) -> bool:
        """Whether it counts on `day`."""
        return self.until is None or day <= self.until

    def allows(self, excluded: int, of: int) -> bool:
        """Whether it may leave out so many items of all that there are."""
        if self.at_most is None:
            return True
        allowed = self.at_most.value * of if isinstance(self.at_most, Share) else self.at_most
        return excluded <= allowed
