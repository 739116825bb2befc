"""Seeded draws that give the same bytes on every machine."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """Chance from a seed.

    Made of `Random.random`, the only method whose sequence Python promises to keep, and of plain arithmetic.
    """

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def between(self, least: int, most: int) -> int:
        return least + int(self._random() * (most - least + 1))

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.between(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], n: int) -> list[T]:
        """Draw `n` of them without putting back, in the order in which they stand."""
        keys = [(self._random(), index) for index in range(len(choices))]
        return [choices[index] for index in sorted(index for _, index in sorted(keys)[:n])]

    def bell(self, mean: float, sd: float, least: float, most: float, digits: int = 1) -> str:
        """A value near `mean`, within the ends, as it would be written down."""
        while True:
            value = mean + sd * (sum(self._random() for _ in range(12)) - 6)
            if least <= value <= most:
                return f"{value:.{digits}f}"


def clock(time: datetime) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")


def moved(text: str, **by: float) -> str:
    """A recorded time, later or earlier: `moved(row["made_at"], minutes=-5)`."""
    return clock(datetime.fromisoformat(text) + timedelta(**by))
