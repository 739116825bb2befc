"""Which points set the limits: not those that are left out with a reason, and, of a trial, only the first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from attrs import field, frozen

_EPOCH = datetime(1970, 1, 1)


@frozen(eq=False, repr=False)
class Excluded:
    """A point that sets no limits and signals nothing, with the reason; it is counted and told.

    stratum: the sequence that it belongs to, as in {shop: Milano}; without it, points of that name of all of them
    """

    point: str
    because: str
    stratum: Mapping[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for name in ("point", "because"):
            if not getattr(self, name).strip():
                raise ValueError(f"{name} is blank: a point is left out by its name, and with a reason")

    def fits(self, stratum: str) -> bool:
        """Whether it is about points of the sequence of that name."""
        return not self.stratum or _pairs(self.stratum.items()) <= _told(stratum)

    def __str__(self) -> str:
        where = " of " + ",".join(f"{name}={value}" for name, value in self.stratum.items()) if self.stratum else ""
        return self.point + where


def _told(stratum: str) -> set[tuple[str, ...]]:
    """The columns and values of a stratum as node ids write them, some signs as %2C."""
    from urllib.parse import unquote

    return _pairs(map(unquote, each.partition("=")[::2]) for each in stratum.split(","))


def _pairs(written: Iterable[Iterable[str]]) -> set[tuple[str, ...]]:
    from unicodedata import normalize

    return {tuple(normalize("NFC", each).strip() for each in pair) for pair in written}


@frozen(eq=False, repr=False)
class Dates:
    """A stretch of time, as the clocks of the samples show it; a date alone is the whole of that day."""

    from_: str = ""
    until: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.from_ and not self.until:
            raise ValueError("from and until are both missing: write at least one date")
        ends = [_moment("from", self.from_)[0]] if self.from_ else []
        ends += [_moment("until", self.until)[1]] if self.until else []
        if len(ends) == 2 and ends[0] >= ends[1]:
            raise ValueError(f"until {self.until} is before {self.from_}")

    def __str__(self) -> str:
        return " ".join(
            f"{word} {when}" for word, when in (("from", self.from_), ("until", self.until)) if when
        )  # fmt: skip

    def holds(self, times: Any) -> Any:
        """Which points, by their times in microseconds since 1970, lie in it."""
        import numpy as np

        inside = np.ones(len(times), dtype=bool)
        if self.from_:
            inside &= times >= _microseconds(_moment("from", self.from_)[0])
        if self.until:
            inside &= times < _microseconds(_moment("until", self.until)[1])
        return inside


@frozen(eq=False, repr=False)
class Since:
    """A phase of the process: what it is called, and from when it lasts until the next; the first may have no date."""

    name: str
    from_: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("name is blank: a phase is called by what was changed, such as new spindle")
        if self.from_:
            _moment("from", self.from_)

    @property
    def moment(self) -> int:
        """Its first moment, in microseconds since 1970."""
        return _microseconds(_moment("from", self.from_)[0])


def in_turn(phases: Sequence[Since]) -> None:
    """A ValueError where phases do not follow each other, or two have one name."""
    names = [each.name for each in phases]
    if len(set(names)) < len(names):
        raise ValueError("phases: two have the same name")
    if any(not each.from_ for each in phases[1:]):
        raise ValueError("phases: only the first may lack from; write the date on which each other one began")
    begins = [each.moment for each in phases if each.from_]
    if any(one >= other for one, other in pairwise(begins)):
        raise ValueError("phases: they do not follow each other; write them in the order of their dates")


def _moment(key: str, written: str) -> tuple[datetime, datetime]:
    """The first moment that is meant, and the one behind the last."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = datetime.max.replace(tzinfo=None, year=1)
    if moment.year == 1 or moment.tzinfo is not None:
        raise ValueError(f"{key} {written!r} is no date of the samples' clocks: write 2026-03-01 or 2026-03-01 06:00")
    return moment, moment + (timedelta(days=1) if len(written) <= len("2026-03-01") else timedelta(microseconds=1))


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def setting(first: "int | Dates | None", places: slice, excluded: Any, times: Any) -> Any:
    """Which of the points in `places` set limits for all of them; `excluded` is None where no point is left out."""
    import numpy as np

    counted = np.broadcast_to(np.True_, (places.stop - places.start,)) if excluded is None else ~excluded[places]
    if isinstance(first, int):
        return counted & (np.arange(len(counted)) < first)
    if first is None:
        return counted
    if times is None:
        raise ValueError(f"the first points are told by dates ({first}), and the samples have no time")
    return counted & first.holds(times[places])


def left_out(exclude: Sequence[Excluded], arrays: Mapping[str, Any]) -> Mapping[int, Excluded]:
    """The points of a sequence that are left out, by their places."""
    if not exclude:
        return {}
    import numpy as np

    codes, stratum, found = arrays.get("left_out", np.zeros(0)), str(arrays["stratum"]), {}
    for place in np.flatnonzero(np.asarray(codes) >= 0):
        point = exclude[int(codes[place])].point
        fitting = [each for each in exclude if each.point == point and each.fits(stratum)]
        if fitting:
            found[int(place)] = fitting[0]
    return found


def absent(exclude: Sequence[Excluded], arrays: Mapping[str, Any]) -> list[Excluded]:
    """Those that name no point at all."""
    strata: Mapping[str, Sequence[str]] = arrays.get("left_out_in", {})
    return [each for each in exclude if not any(each.fits(stratum) for stratum in strata.get(each.point, ()))]
