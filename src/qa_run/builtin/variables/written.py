"""What a procedure may write of a plan by variables: the specification, and the keys that lead to the plan."""

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from qa_run.builtin.specified import Specified

Standard = Literal["z1.9", "two-point"]
Level = Literal["I", "II", "III", "S-3", "S-4"]
Method = Literal["k", "M"]
#: Which way to a plan takes which key, and how that way is called in errors. Keys not named here are for all.
WAYS: Mapping[str, tuple[str, ...]] = {
    "z1.9": ("aql", "level", "severity", "switching"),
    "two-point": ("producer", "consumer"),
    "given": ("n", "k", "maximum"),
}


@frozen(kw_only=True, eq=False, repr=False)
class SpecifiedLot(Specified):
    """The specification limits as they are written with the plan."""

    def __attrs_post_init__(self) -> None:
        if self.marginal is not None:
            raise ValueError("marginal belongs to the limits of items; a plan by variables accepts a lot or does not")
        super().__attrs_post_init__()


def way_of(standard: Standard | None, written: tuple[str, ...]) -> str:
    """How the plan is found: `z1.9`, `two-point` or `given`. Raises ValueError for keys of two ways."""
    ways = [way for way, keys in WAYS.items() if any(key in keys for key in written)]
    way = standard or (ways[0] if ways else "z1.9")
    for key in written:
        if key not in WAYS[way]:
            other = next(each for each, keys in WAYS.items() if key in keys)
            home = {"given": "a plan given by its numbers"}.get(other, f"standard: {other}")
            raise ValueError(f"{key} belongs to {home}, and {_because(way, standard, written)}")
    return way


def _because(way: str, standard: Standard | None, written: tuple[str, ...]) -> str:
    if standard is not None:
        return f"standard: {standard} stands beside it"
    beside = next(key for key in written if key in WAYS[way])
    return f"{beside} beside it does not: keep one of them"
