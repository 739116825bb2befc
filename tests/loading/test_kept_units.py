"""The units of observations: a sum of minutes is so many minutes, and a condition on it may be in hours."""

from pathlib import Path

import pytest

from qa_run import Report, SpecErrors, run

ROWS = "id,a,b,c,gross,tare\n1,2026-03-02 10:00,2026-03-02 10:03,2026-03-02 10:30,3,0.5\n"
OBSERVED = """\
  wait: {elapsed: {from: a, to: b, in: WAIT}}
  talk: {elapsed: {from: b, to: c, in: min}}
  both: {sum: [wait, talk]}
"""


@pytest.fixture
def judged(tmp_path: Path):
    def of(observed: str, characteristics: str) -> Report:
        (tmp_path / "x.csv").write_text(ROWS, encoding="utf-8")
        (tmp_path / "p.yaml").write_text(
            f"procedure: p\nsamples: {{from: x.csv, item: id}}\nobservations:\n{observed}"
            f"characteristics:\n{characteristics}",
            encoding="utf-8",
        )
        return run("p.yaml", here=tmp_path)

    return of


def outcome(report: Report, node: str) -> tuple[str, str]:
    (found,) = (each for each in report.verdicts if each.id == f"p.yaml::{node}")
    return found.outcome.value, found.requirement


@pytest.mark.parametrize(
    ("limit", "is_kept"),
    [("upper: 30", True), ("upper: 29", False), ("upper: 0.5 h", True), ("unit: h, upper: 0.49", False)],
)
def test_a_sum_is_in_the_unit_of_what_is_added(judged, limit: str, is_kept: bool) -> None:
    report = judged(OBSERVED.replace("WAIT", "min"), f"  both: {{{limit}}}\n")

    assert outcome(report, "both::limits")[0] == ("passed" if is_kept else "failed")


def test_what_is_added_may_be_made_of_what_was_added(judged) -> None:
    observed = "  all: {minus: [both, wait]}\n" + OBSERVED.replace("WAIT", "min")

    assert outcome(judged(observed, "  all: {upper: 0.45 h}\n"), "all::limits") == ("passed", "at most 0.45 h")


def test_minutes_are_not_added_to_hours(judged) -> None:
    with pytest.raises(SpecErrors) as error:
        judged(OBSERVED.replace("WAIT", "h"), "  both: {upper: 60}\n")

    (fault,) = error.value.faults
    assert str(fault) == (
        "p.yaml:6:3: both would mix units: wait is in h and talk is in min "
        "(write in: where one of them is elapsed, or record both in the same unit)"
    )


NET = "  net: {minus: [gross, tare]}\n"


@pytest.mark.parametrize(
    ("gross", "tare", "told"),
    [
        ("unit: kg", "unit: g", "gross is in kg and tare is in g"),
        ("unit: kg, recorded_in: g", "unit: kg", "gross is in g and tare is in kg"),
        ("unit: kg", "unit: s", "gross is in kg and tare is in s"),
    ],
)
def test_columns_in_two_units_are_not_subtracted(judged, gross: str, tare: str, told: str) -> None:
    with pytest.raises(SpecErrors) as error:
        judged(NET, f"  gross: {{{gross}, upper: 9}}\n  tare: {{{tare}, upper: 9}}\n  net: {{upper: 9}}\n")

    (fault,) = error.value.faults
    assert f"net would mix units: {told}" in str(fault)


@pytest.mark.parametrize(
    ("gross", "tare", "net", "is_kept"),
    [
        ("unit: kg", "unit: kilogram", "upper: 2500 g", True),
        ("unit: g, recorded_in: kg", "unit: kg", "upper: 2400 g", False),
        ("unit: kg", "upper: 9", "upper: 2.5", True),
    ],
)
def test_columns_in_one_unit_give_it_to_what_is_made_of_them(
    judged, gross: str, tare: str, net: str, is_kept: bool
) -> None:
    report = judged(NET, f"  gross: {{{gross}, lower: 1 g}}\n  tare: {{{tare}, lower: 0}}\n  net: {{{net}}}\n")

    assert outcome(report, "net::limits")[0] == ("passed" if is_kept else "failed")


@pytest.mark.parametrize(
    ("unit", "net", "is_kept"),
    [
        ("degC", "unit: K, lower: 40", False),
        ("degC", "unit: delta_degC, lower: 2", True),
        ("degF", "unit: degF, upper: 2", False),
        ("pieces", "unit: pcs, upper: 3", True),
        ("'%'", "unit: points, upper: 3", True),
        ("kg", "unit: kilos net, upper: 3", True),
    ],
)
def test_a_difference_of_temperatures_labels_or_shares_is_in_the_unit_that_is_said(
    judged, unit: str, net: str, is_kept: bool
) -> None:
    both = f"  gross: {{unit: {unit}, lower: 0}}\n  tare: {{unit: {unit}, lower: 0}}\n"

    assert outcome(judged(NET, f"{both}  net: {{{net}}}\n"), "net::limits")[0] == ("passed" if is_kept else "failed")


@pytest.mark.parametrize("limit", ["lower: 40 K", "mean: {lower: 40 K}"])
def test_a_limit_on_a_difference_of_temperatures_says_in_which_unit_it_is(judged, limit: str) -> None:
    both = "  gross: {unit: degC, lower: 0}\n  tare: {unit: degC, lower: 0}\n"
    with pytest.raises(SpecErrors) as error:
        judged(NET, f"{both}  net: {{{limit}}}\n")

    assert "the characteristic has no unit" in str(error.value.faults[0])


@pytest.mark.parametrize(
    ("more", "gross", "tare"),
    [
        ("  again: {column: gross, lower: 0}\n", "unit: kg", "unit: g"),
        ("  again: {column: gross, unit: kilogram, lower: 0}\n", "unit: kg", "unit: g"),
        ("", "unit: K", "unit: degC"),
        ("", "unit: degF", "unit: degC"),
    ],
)
def test_units_are_held_against_each_other_whoever_else_reads_the_columns(
    judged, more: str, gross: str, tare: str
) -> None:
    limit = "9" if "deg" in tare else "9 g"
    with pytest.raises(SpecErrors) as error:
        judged(NET, f"{more}  gross: {{{gross}, lower: 0}}\n  tare: {{{tare}, lower: 0}}\n  net: {{upper: {limit}}}\n")

    (fault,) = error.value.faults
    assert "net would mix units" in str(fault)


def test_what_only_a_characteristic_says_of_an_observation_counts(judged) -> None:
    observed = "  each: {per_unit: {of: gross, units: tare}}\n  rest: {minus: [each, tare]}\n"
    with pytest.raises(SpecErrors) as error:
        judged(observed, "  each: {unit: g, lower: 0}\n  tare: {unit: kg, lower: 0}\n  rest: {upper: 9}\n")

    assert "rest would mix units: each is in g and tare is in kg" in str(error.value.faults[0])


def test_a_column_is_the_same_under_its_header(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: x.csv, item: id, columns: {whole: gross}}\nobservations:\n"
        "  net: {minus: [gross, tare]}\ncharacteristics:\n"
        "  whole: {unit: kg, upper: 9}\n  tare: {unit: g, upper: 9}\n  net: {upper: 9}\n",
        encoding="utf-8",
    )
    with pytest.raises(SpecErrors) as error:
        run("p.yaml", here=tmp_path)

    assert "net would mix units: gross is in kg and tare is in g" in str(error.value.faults[0])


def test_a_limit_with_a_unit_needs_one_where_one_of_the_columns_has_none(judged) -> None:
    with pytest.raises(SpecErrors) as error:
        judged(NET, "  gross: {unit: kg, upper: 9}\n  net: {upper: 2500 g}\n")

    assert "the limit is in g, but the characteristic has no unit" in str(error.value.faults[0])


LOG = """\
id,at,activity,until
A,2026-03-02 10:00,call,2026-03-02 10:05
A,2026-03-02 11:00,call,2026-03-02 13:00
B,2026-03-02 11:00,call,2026-03-02 11:10
"""


@pytest.mark.parametrize("order", [1, -1])
def test_a_condition_on_an_observation_may_be_in_another_unit(tmp_path: Path, order: int) -> None:
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    observed = ["  talk: {elapsed: {from: at, to: until, in: min}}", "  long: {count: {talk: {above: 1 h}}}"]
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: log.csv, item: id, time: at, events: {name: activity}, of: rows}\n"
        "observations:\n" + "\n".join(observed[::order]) + "\ncharacteristics:\n  long: {upper: 0}\n",
        encoding="utf-8",
    )
    (found,) = (each for each in run("p.yaml", here=tmp_path).verdicts if each.id == "p.yaml::long::limits")

    assert [(item.item, item.value) for item in found.items] == [("A", 1)]


def test_a_requirement_may_hold_for_those_that_took_so_long(judged) -> None:
    case = "  both: {upper: 1 h}\n  gross: {requirements: [{upper: 2, when: {wait: {upper: 0.05 h}}}]}\n"
    report = judged(OBSERVED.replace("WAIT", "min"), case)

    assert outcome(report, "gross::limits")[0] == "failed"
