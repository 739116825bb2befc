"""Plans by variables on samples that others recorded, end to end, against the published number and against scipy."""

import csv

import numpy as np
import pytest
from real import PROCEDURES, recorded
from scipy import stats

from qa_run import Outcome, Report, Verdict, run


def barrels() -> np.ndarray:
    """The diameters of 150 syringe barrels, 5.3 to 5.6 mm."""
    with recorded("industrial_msa_spc/syringe_diameter.csv").open(encoding="utf-8-sig", newline="") as lines:
        _, *rows = csv.reader(lines)
    return np.array([float(value) for row in rows for value in row[1:]])


@pytest.fixture(scope="module")
def lots(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The barrels as the sample of one lot, and the first 25 of them as that of another."""
    values = barrels()
    lines = [f"{n},A,{value!r}" for n, value in enumerate(values.tolist())]
    lines += [f"b{n},B,{value!r}" for n, value in enumerate(values[:25].tolist())]
    samples = tmp_path_factory.mktemp("syringes") / "syringe.csv"
    samples.write_text("barrel,lot,diameter\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return run(PROCEDURES / "syringe_lot.yaml", samples=samples, here=PROCEDURES)


def lot(report: Report, characteristic: str, name: str) -> Verdict:
    (found,) = [one for one in report.verdicts if one.id.endswith(f"::{characteristic}::by_variables[lot={name}]")]
    return found


def test_the_share_estimated_is_that_of_the_beta_distribution_and_near_the_published_one(lots: Report) -> None:
    values = barrels()
    n, mean, s = len(values), values.mean(), values.std(ddof=1)
    q = np.array([mean - 5.3, 5.6 - mean]) / s
    expected = stats.beta(n / 2 - 1, n / 2 - 1).cdf(0.5 - q * np.sqrt(n) / (2 * (n - 1))).sum()
    found = lot(lots, "wide", "A").measured

    assert found["estimated_nonconforming"] == pytest.approx(expected, rel=1e-9)
    assert found["estimated_nonconforming"] == pytest.approx(0.01587, abs=0.001)
    assert (found["n"], found["beyond"]) == (150, 2)


def test_an_aql_of_1_percent_accepts_the_barrels_and_one_of_0_4_percent_does_not(lots: Report) -> None:
    wide, strict = lot(lots, "wide", "A"), lot(lots, "strict", "A")

    assert wide.plan is not None
    assert wide.plan["n"] == 150
    assert (wide.outcome, strict.outcome) == (Outcome.PASSED, Outcome.FAILED)
    assert "<= M = 2.05 % " in wide.message
    assert "2 of the 150 measured lie beyond the limits" in wide.message


def test_a_small_sample_of_the_barrels_says_how_many_more(lots: Report) -> None:
    small = lot(lots, "wide", "B")

    assert small.outcome is Outcome.NOT_INSPECTED
    assert "150 are to be inspected, 125 more to draw" in small.message


def test_two_points_find_a_plan_of_their_own(lots: Report) -> None:
    found = lot(lots, "two_points", "A")
    values = barrels()

    assert found.plan is not None
    assert found.plan["n"] < 150
    assert "more are measured, all count" in found.message
    assert found.measured["q_lower"] == pytest.approx((values.mean() - 5.3) / values.std(ddof=1), rel=1e-9)
    assert found.measured["by_variables"] == found.measured["q_lower"]
