"""T2 charts: against one characteristic, other units and what a limit promises."""

from typing import Any

import numpy as np
import pytest

from qa_run.statistics.charts import (
    Process,
    process_of_subgroups,
    process_of_values,
    t2_chart,
)

NORMAL = np.random.default_rng(11).normal(0, 1, 60)


def test_t2_of_one_characteristic_is_the_squared_distance_in_sigmas() -> None:
    values = NORMAL[:, None]
    process = process_of_values(values)

    assert t2_chart(values, process).statistic == pytest.approx(((NORMAL - NORMAL.mean()) / NORMAL.std(ddof=1)) ** 2)


def test_t2_does_not_depend_on_the_units() -> None:
    values = np.random.default_rng(2).normal(0, 1, (40, 3))
    other = values * [1e-9, 1, 1e9] + [5e-8, 6, 7e9]

    assert t2_chart(other, process_of_values(other)).statistic == pytest.approx(
        t2_chart(values, process_of_values(values)).statistic, rel=1e-6
    )


def test_as_many_t2_points_signal_as_the_limit_says() -> None:
    values = np.random.default_rng(4).normal(0, 1, (20000, 4, 2))
    process = process_of_subgroups(values[:2000])

    first = t2_chart(values[:2000].mean(axis=1), process, confidence=0.95)
    assert first.outside.mean() == pytest.approx(0.05, abs=0.012)
    later = t2_chart(values[2000:].mean(axis=1), process, confidence=0.95, future=True)
    assert later.outside.mean() == pytest.approx(0.05, abs=0.006)
    assert not later.estimated
    singles = values[:, 0]
    later = t2_chart(singles, process_of_values(singles[:5000]), confidence=0.9, future=True)
    assert later.outside.mean() == pytest.approx(0.1, abs=0.01)


#: Two characteristics, and two of which one is twice the other.
TWO = process_of_values(np.random.default_rng(0).normal(size=(9, 2)))


DOUBLED = NORMAL[:, None] * [1, 2]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: process_of_values(np.ones((5, 4))), "at least 2 more"),
        (lambda: process_of_values(np.ones(5)), "observations x characteristics"),
        (lambda: process_of_subgroups(np.ones((5, 1, 2))), "one value"),
        (lambda: process_of_subgroups(np.ones((1, 2, 3))), "too few"),
        (lambda: t2_chart([[1.0, np.nan]], TWO), "point 1"),
        (
            lambda: t2_chart([[1.0]], TWO),
            "2 characteristics",
        ),
        (lambda: t2_chart(np.ones((9, 2)), process_of_values(np.ones((9, 2)))), "does not vary"),
        (
            lambda: t2_chart(DOUBLED, process_of_values(DOUBLED)),
            "follows from the others",
        ),
        (lambda: t2_chart(NORMAL[:, None], process_of_values(NORMAL[:, None]), confidence=1), "confidence"),
        (lambda: t2_chart([[1.0]], Process(np.zeros(1), np.eye(1), 2, 1)), "too few"),
        (lambda: t2_chart([[1.0, 1, 1]], Process(np.zeros(3), np.eye(3), 2, 2)), "too few"),
    ],
)
def test_a_process_that_cannot_be_known_is_said(make: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()
