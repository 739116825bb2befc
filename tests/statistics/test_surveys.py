"""Net shares, reversals, those who find nothing, and runs: published figures, brute force, scipy."""

from itertools import product

import numpy as np
import pytest
from scipy import optimize, stats

from qa_run.statistics.comparing import adjusted_p_values, difference_of_proportions, reversal_of_proportions, silence
from qa_run.statistics.describing import longest_run, longest_run_chance
from qa_run.statistics.intervals import net_share_interval
from qa_run.statistics.intervals.net_share import restricted_share

#: Admitted of all, by department, Berkeley 1973: men, women (Bickel, Hammel and O'Connell, 1975, Science 187, 398).
BERKELEY = {
    "A": (512, 825, 89, 108),
    "B": (353, 560, 17, 25),
    "C": (120, 325, 202, 593),
    "D": (138, 417, 131, 375),
    "E": (53, 191, 94, 393),
    "F": (22, 373, 24, 341),
}


@pytest.mark.parametrize(("up", "down", "n"), [(12, 2, 44), (150, 86, 1600), (0, 5, 40), (5, 0, 40), (0, 0, 30)])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_a_net_share_is_bounded_where_the_score_test_begins_to_reject(
    up: int, down: int, n: int, confidence: float
) -> None:
    z = stats.norm.ppf((1 + confidence) / 2)

    def statistic(difference: float) -> float:
        """By maximising the likelihood, and not by its formula."""
        low, high = max(0.0, -difference) + 1e-12, (1 - difference) / 2 - 1e-12
        counts = (up, down, n - up - down)

        def unlikely(q: float) -> float:
            shares = (q + difference, q, 1 - 2 * q - difference)
            return -sum(count * np.log(max(share, 1e-300)) for count, share in zip(counts, shares, strict=True))

        q = optimize.minimize_scalar(unlikely, bounds=(low, high), method="bounded", options={"xatol": 1e-12}).x
        return float(((up - down) / n - difference) / np.sqrt((2 * q + difference - difference**2) / n))

    found = net_share_interval(up, down, n, confidence)

    assert statistic(float(found.lower)) == pytest.approx(z, rel=1e-3)
    assert statistic(float(found.upper)) == pytest.approx(-z, rel=1e-3)


def test_the_restricted_share_is_the_likeliest() -> None:
    grid = np.linspace(0.001, 0.45, 20_000)
    likely = 12 * np.log(grid + 0.05) + 2 * np.log(grid) + 30 * np.log(1 - 2 * grid - 0.05)

    found = restricted_share(*(np.array(float(each)) for each in (12, 2, 44, 0.05)))

    assert float(found) == pytest.approx(grid[likely.argmax()], abs=1e-4)


@pytest.mark.parametrize(("p_up", "p_down", "n"), [(0.5, 0.2, 40), (0.3, 0.3, 40), (0.05, 0.02, 60)])
def test_a_net_share_lies_within_its_bounds_nearly_as_often_as_told(p_up: float, p_down: float, n: int) -> None:
    cases = [(up, down) for up, down in product(range(n + 1), repeat=2) if up + down <= n]
    chances = stats.multinomial.pmf(
        [(up, down, n - up - down) for up, down in cases], n, (p_up, p_down, 1 - p_up - p_down)
    )
    found = net_share_interval(*np.array(cases).T, n)
    held = (found.lower <= p_up - p_down + 1e-12) & (found.upper >= p_up - p_down - 1e-12)

    assert 0.93 <= float(chances[held].sum()) <= 0.985


def test_one_sided_bounds_and_ends() -> None:
    both, lower = net_share_interval(12, 2, 44, 0.9), net_share_interval(12, 2, 44, 0.95, "lower")

    assert lower.lower == pytest.approx(float(both.lower))
    assert lower.upper == 1
    assert net_share_interval(10, 0, 10).upper == 1
    assert net_share_interval(0, 10, 10).lower == -1


def test_wald_has_the_plain_standard_error() -> None:
    found = net_share_interval(150, 86, 1600, method="wald")

    # Agresti, Categorical Data Analysis, 10.1.3: .04 with a standard error of .0095 (as remembered)
    assert float(found.estimate) == pytest.approx(0.04)
    assert (float(found.upper) - 0.04) / 1.959964 == pytest.approx(0.0095, abs=5e-5)


def test_kidney_stones_are_reversed() -> None:
    # Charig and others, 1986, British Medical Journal 292, 879: open surgery, then percutaneous nephrolithotomy
    found = reversal_of_proportions([81, 192], [87, 263], [234, 55], [270, 80])

    assert found.reversed
    assert found.signs.tolist() == [-1, -1]
    assert found.total == 1
    assert found.total_difference == pytest.approx(289 / 350 - 273 / 350)
    assert found.adjusted == pytest.approx(-0.0538, abs=5e-5)


def test_berkeley_is_not_reversed_in_every_department_but_once_the_mix_is_the_same() -> None:
    found = reversal_of_proportions(*np.array(list(BERKELEY.values())).T)

    assert not found.reversed
    assert found.signs.tolist() == [1, 1, -1, 1, -1, 1]
    assert found.total == -1
    assert found.total_difference == pytest.approx(557 / 1835 - 1198 / 2691)
    assert found.adjusted > 0


def test_signs_are_exact_where_doubles_are_not() -> None:
    found = reversal_of_proportions([1, 2], [3, 3], [100000000000001, 2], [300000000000003, 3])

    assert found.signs.tolist() == [0, 0]
    assert not found.reversed


def test_a_stratum_with_one_group_only_tells_nothing() -> None:
    found = reversal_of_proportions([81, 192, 0], [87, 263, 0], [234, 55, 9], [270, 80, 9])

    assert found.reversed
    assert np.isnan(found.signs[2])


def test_who_finds_nothing_has_the_probability_of_the_binomial() -> None:
    found = silence([0, 30, 20, 25], [150, 200, 180, 220])

    assert found.share_of_others[0] == pytest.approx(75 / 600)
    assert found.p.tolist() == pytest.approx([stats.binom.pmf(0, 150, 75 / 600), 1, 1, 1], rel=1e-9)
    assert found.adjusted_p[0] == pytest.approx(4 * found.p[0])


def test_nobody_is_told_where_nobody_finds_anything() -> None:
    assert silence([0, 0, 0], [50, 5000, 50]).adjusted_p.tolist() == [1, 1, 1]


def test_holm_is_what_r_has() -> None:
    # R: p.adjust(c(.01, .04, .03, .005), "holm")
    assert adjusted_p_values([0.01, 0.04, 0.03, 0.005], "holm").tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_the_longest_run_and_where_it_begins() -> None:
    assert longest_run([1, 1, 2, 2, 2, 1, 1, 1]) == (3, 2)
    assert longest_run([7]) == (1, 0)


@pytest.mark.parametrize("length", [2, 3, 4, 6])
@pytest.mark.parametrize("frequencies", [(0.5, 0.5), (0.7, 0.2, 0.1)])
def test_a_run_is_at_most_as_likely_as_told_and_nearly_so_where_it_is_rare(
    length: int, frequencies: tuple[float, ...]
) -> None:
    n = 9
    exact = sum(
        float(np.prod([frequencies[each] for each in row]))
        for row in product(range(len(frequencies)), repeat=n)
        if longest_run(row)[0] >= length
    )
    told = longest_run_chance(length, n, frequencies)

    assert exact <= told + 1e-12
    assert told <= exact * 1.02 or exact > 0.03


def test_the_interval_of_a_gap_is_newcombes() -> None:
    # Newcombe, 1998, Statistics in Medicine 17, 873, table II, method 10: 56/70 less 48/80
    found = difference_of_proportions((56, 70), (48, 80))

    assert (float(found.lower), float(found.upper)) == pytest.approx((0.0524, 0.3339), abs=5e-5)
