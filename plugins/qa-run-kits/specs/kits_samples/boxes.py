"""A box, a fault in some boxes of a good batch, and an example made of both."""

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

Row = dict[str, str]


@frozen
class Box:
    """One box: what is said of it, and how many of each part are in it, as they are written down."""

    name: str
    said: Row
    parts: dict[str, str]
    listed: bool = True


@frozen
class Fault:
    """What is changed in some boxes of a good batch, and what a report must say of each: characteristic, finding."""

    name: str
    boxes: Sequence[int]
    change: Callable[[Box], Box]
    told: tuple[tuple[str, str], ...]


@frozen
class Example:
    """A procedure, the boxes of its good batch, and how they are written down."""

    name: str
    boxes: Callable[[], list[Box]]
    faults: Callable[[], list[Fault]]
    rows: Callable[[Sequence[Box]], list[Row]]
    orders: Callable[[Sequence[Box]], list[Row]] | None = None


def put(**parts: str) -> Callable[[Box], Box]:
    """Other numbers of these parts; blank is none of it."""
    return lambda box: evolve(box, parts={**box.parts, **parts})


def say(**said: str) -> Callable[[Box], Box]:
    return lambda box: evolve(box, said={**box.said, **said})
