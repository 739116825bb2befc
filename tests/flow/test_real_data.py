"""What is known of samples that others recorded comes out of procedures that anybody could write."""

import csv
from collections.abc import Sequence
from typing import Any

import pytest
from real import PROCEDURES, recorded

from qa_run import Outcome, Report, Verdict, run


def judged(name: str, samples: str, **options: Any) -> Report:
    return run(PROCEDURES / f"{name}.yaml", samples=recorded(samples), here=PROCEDURES, **options)


def verdict(report: Report, node: str) -> Verdict:
    (found,) = [one for one in report.verdicts if one.id.partition("::")[2] == node]
    return found


@pytest.mark.parametrize(
    ("box", "recorded_packages", "outcome"),
    [("box1", 81, Outcome.FAILED), ("box2", 83, Outcome.FAILED), ("box3", 80, Outcome.PASSED)],
)
def test_a_box_sold_as_80_packages_holds_80(box: str, recorded_packages: int, outcome: Outcome) -> None:
    extra = {"samples": recorded(f"fruit_snacks/{box}.csv")}
    name = "fruit_snacks" if box != "box3" else "fruit_snacks_3"
    report = run(PROCEDURES / f"{name}.yaml", here=PROCEDURES, **extra)
    packages = verdict(report, "package::count")

    assert packages.outcome is outcome
    assert packages.measured["count"] == recorded_packages


def test_three_totals_written_by_hand_disagree_with_the_colours() -> None:
    report = judged("fruit_snacks_tally", "fruit_snacks/box3.csv")
    total = verdict(report, "off_by::exactly")

    assert (total.inspected, total.nonconforming) == (80, 3)
    assert [item.item for item in total.items] == ["37", "50", "80"]


@pytest.fixture(scope="module")
def flights() -> Report:
    return judged("nycflights13", "nycflights13/flights.csv.gz")


@pytest.mark.parametrize(("origin", "mean"), [("EWR", 15.11), ("JFK", 12.11), ("LGA", 10.35)])
def test_the_mean_departure_delay_of_each_airport(flights: Report, origin: str, mean: float) -> None:
    delay = verdict(flights, f"departure::mean[origin={origin}]")

    assert round(delay.measured["mean"], 2) == mean
    assert delay.outcome is (Outcome.FAILED if mean > 15 else Outcome.PASSED)


def test_cancelled_flights_have_no_departure(flights: Report) -> None:
    cancelled = verdict(flights, "cancelled::present")

    assert (cancelled.inspected, cancelled.nonconforming, cancelled.buckets.missing) == (336_776, 8_255, 8_255)


def test_the_share_of_late_arrivals_among_those_that_arrived(flights: Report) -> None:
    late, in_time = verdict(flights, "arrival::late"), verdict(flights, "arrival::in_time")

    assert f"{late.measured['share']:.2%}" == "24.47%"
    assert f"{in_time.nonconforming / in_time.inspected:.2%}" == "24.47%"
    assert late.outcome is in_time.outcome is Outcome.PASSED


def test_the_share_on_time_of_all_that_were_scheduled(flights: Report) -> None:
    on_time, kept = verdict(flights, "promise::on_time"), verdict(flights, "promise::kept")

    assert f"{on_time.measured['share']:.2%}" == "73.42%"
    assert kept.inspected == 336_776
    assert f"{1 - kept.nonconforming / kept.inspected:.2%}" == "73.42%"
    assert on_time.outcome is kept.outcome is Outcome.FAILED


@pytest.mark.parametrize(("carrier", "kept"), [("UA", 44_778), ("EV", 34_709), ("HA", 298), ("OO", 22)])
def test_the_promises_that_each_carrier_kept(flights: Report, carrier: str, kept: int) -> None:
    found = verdict(flights, f"promise::kept[carrier={carrier}]")

    assert found.inspected - found.nonconforming == kept
    assert found.outcome is (Outcome.PASSED if carrier == "HA" else Outcome.FAILED)


@pytest.fixture(scope="module")
def complaints() -> Report:
    return judged("cfpb_complaints", "cfpb_complaints/consumer_complaints.csv", items=100)


def test_answers_in_time(complaints: Report) -> None:
    timely, share = verdict(complaints, "timely::equals"), verdict(complaints, "timely::share")

    assert (timely.inspected, timely.inspected - timely.nonconforming) == (3_186, 3_093)
    assert f"{share.measured['share']:.2%}" == "97.08%"
    assert timely.outcome is share.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("company", "of", "in_time", "corrected"),
    [("Equifax", 228, 228, 25), ("Wells Fargo & Company", 220, 209, 35), ("Experian", 210, 210, 107)],
)
def test_complaints_answered_and_corrected_by_each_company(
    complaints: Report, company: str, of: int, in_time: int, corrected: int
) -> None:
    timely = verdict(complaints, f"timely::equals[company={company}]")
    response = verdict(complaints, f"response::share[company={company}]")

    assert (timely.inspected, timely.inspected - timely.nonconforming) == (of, in_time)
    assert round(response.measured["share"] * of) == corrected
    assert response.outcome is (Outcome.PASSED if corrected / of >= 0.15 else Outcome.FAILED)


def test_complaints_that_were_corrected(complaints: Report) -> None:
    assert verdict(complaints, "response::share").measured["share"] == pytest.approx(600 / 3_186)


def test_complaints_sent_before_they_were_received(complaints: Report) -> None:
    sent = verdict(complaints, "sent::not_before")

    assert (sent.outcome, sent.nonconforming) == (Outcome.FAILED, 6)
    assert [item.finding for item in sent.items] == ["early"] * 6


def test_complaints_of_which_nobody_knows_whether_they_were_disputed(complaints: Report) -> None:
    disputed = verdict(complaints, "disputed::one_of")

    assert (disputed.nonconforming, disputed.buckets.missing) == (57, 57)
    assert findings(disputed.items) == {"missing"}


def findings(items: Sequence[Any]) -> set[str]:
    return {item.finding for item in items}


@pytest.fixture(scope="module")
def syringes(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The barrels of a sheet with a column for each sample, one below the other, hour by hour as they were made."""
    with recorded("industrial_msa_spc/syringe_diameter.csv").open(encoding="utf-8-sig", newline="") as lines:
        _, *rows = csv.reader(lines)
    samples = tmp_path_factory.mktemp("syringes") / "syringe.csv"
    barrels = enumerate(((row[0], value) for row in rows for value in row[1:]), 1)
    samples.write_text("barrel,hour,diameter\n" + "".join(f"{n},{hour},{value}\n" for n, (hour, value) in barrels))
    return run(PROCEDURES / "syringe.yaml", samples=samples, here=PROCEDURES)


def test_syringe_barrels_are_as_capable_as_published(syringes: Report) -> None:
    """Ramalho's Cpk of .716 is by the standard deviation of all barrels, and so a Ppk."""
    capability = verdict(syringes, "diameter::capability")

    assert capability.inspected == 150
    assert round(capability.measured["ppk"], 3) == 0.716
    assert round(capability.measured["expected_ppm"] / 10_000, 3) == 1.587
    assert round(capability.measured["observed_ppm"]) == round(2 / 150 * 1e6)
    assert capability.limits["lower"] == 5.3
    assert capability.limits["upper"] == 5.6


def test_a_barrel_out_of_control_is_told_beside_the_index(syringes: Report) -> None:
    capability = verdict(syringes, "diameter::capability")

    assert capability.outcome is Outcome.MARGINAL
    assert "1 of 150 points out of control" in capability.message
    assert [item.item for item in capability.items] == ["102"]


def test_the_lower_bound_of_the_syringes_is_judged(syringes: Report) -> None:
    capability = verdict(syringes, "again::capability")

    assert capability.outcome is Outcome.FAILED
    assert capability.measured["cpk_lower_bound"] < capability.measured["cpk"] < 1.33
    assert capability.measured["points"] == 25


@pytest.fixture(scope="module")
def thickness() -> Report:
    return judged("tablet_thickness", "industrial_msa_spc/tablet_thickness.csv")


def test_the_thickness_gauge_fails_with_the_figures_of_the_book(thickness: Report) -> None:
    published = verdict(thickness, "thickness::published")

    assert (published.outcome, published.inspected) == (Outcome.FAILED, 225)
    assert f"{published.measured['study_variation']:.2%}" == "38.46%"
    assert f"{published.measured['of_tolerance']:.2%}" == "15.37%"
    assert "interaction kept (p = 0.524)" in published.convention


def test_the_same_gauge_is_good_enough_for_its_tolerance(thickness: Report) -> None:
    assert verdict(thickness, "thickness::of_tolerance").outcome is Outcome.PASSED


def test_an_interaction_that_is_none_is_left_out_by_default(thickness: Report) -> None:
    default = verdict(thickness, "thickness::default")

    assert f"{default.measured['study_variation']:.2%}" == "38.38%"
    assert f"{default.measured['of_tolerance']:.2%}" == "15.33%"
    assert default.outcome is Outcome.FAILED


def test_a_position_with_one_tablet_shows_nothing_of_the_gauge(thickness: Report) -> None:
    outcomes = {each.per["position"]: each.outcome for each in thickness.verdicts if each.per and "default" in each.id}

    assert outcomes == {
        "Position 1": Outcome.FAILED,
        "Position 2": Outcome.FAILED,
        "Position 3": Outcome.NOT_INSPECTED,
    }


def test_fines_as_logs_of_their_events() -> None:
    report = judged("traffic_fines", "traffic_fines_eventlog/traffic_fines.csv")
    (source,) = [one for each in report.procedures for one in each.sources]
    sent, penalty = verdict(report, "sent_in::limits"), verdict(report, "penalty_in::exactly")

    assert (source.rows, source.items) == (34_724, 10_000)
    assert (penalty.inspected, penalty.nonconforming) == (4_635, 0)
    assert sent.inspected == 6_570
    assert round(100 * (1 - sent.nonconforming / sent.inspected), 2) == 39.57
    assert verdict(report, "touches::mean").measured["mean"] == pytest.approx(3.4724)
