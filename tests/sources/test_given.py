"""Files given in place of those beside the samples."""

from pathlib import Path

import pytest

from qa_run import UsageError, run

PROCEDURE = """\
procedure: parcels
samples:
  from: parcels.csv
  item: parcel
  of: {from: list.csv, key: parcel}
  references: {drivers: {from: drivers.csv, key: {name: driver}}}
characteristics:
  driver: {found_in: drivers}
"""


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """The procedure with the samples, list and reference of March, and those of April."""
    (tmp_path / "p.yaml").write_text(PROCEDURE, encoding="utf-8")
    for month, parcel, driver in (("", "M1", "ann"), ("april-", "A1", "bob")):
        (tmp_path / f"{month}parcels.csv").write_text(f"parcel,driver\n{parcel},{driver}\n", encoding="utf-8")
        (tmp_path / f"{month}list.csv").write_text(f"parcel\n{parcel}\n", encoding="utf-8")
        (tmp_path / f"{month}drivers.csv").write_text(f"name\n{driver}\n", encoding="utf-8")
    return tmp_path


def test_what_goes_beside_the_samples_is_given_by_name(depot: Path) -> None:
    april = {"parcels": "april-parcels.csv", "parcels.of": "april-list.csv", "parcels.drivers": "april-drivers.csv"}

    assert run("p.yaml", here=depot).exit_code == 0
    assert run("p.yaml", here=depot, samples={"parcels": "april-parcels.csv"}).exit_code == 1
    assert run("p.yaml", here=depot, samples=april).exit_code == 0


def test_one_of_them_alone_leaves_the_samples_as_they_are(depot: Path) -> None:
    report = run("p.yaml", here=depot, samples={"parcels.of": ["april-list.csv"]})

    (of,) = [verdict for verdict in report.verdicts if verdict.id.endswith("@item::of")]
    assert {(item.item, item.finding) for item in of.items} == {("M1", "not in the list"), ("A1", "not recorded")}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("parcels.off", r"nothing beside the samples has that name \(did you mean 'parcels.of'\?\)"),
        ("parcel.of", r"no procedure has that name"),
        ("parcels.training", r"nothing beside the samples has that name .*parcels.drivers"),
    ],
)
def test_a_name_of_nothing_is_refused(depot: Path, name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run("p.yaml", here=depot, samples={name: "april-list.csv"})


@pytest.mark.parametrize("given", [["april-list.csv", "list.csv"], {"parcel": ["A1"]}])
def test_more_than_a_path_is_refused(depot: Path, given: object) -> None:
    with pytest.raises(UsageError, match=r"--samples parcels.of=…: give one path, which may be a pattern"):
        run("p.yaml", here=depot, samples={"parcels.of": given})


def test_a_file_that_is_not_there_is_named(depot: Path) -> None:
    report = run("p.yaml", here=depot, samples={"parcels.of": "may-list.csv"})

    assert report.exit_code == 4
    assert "may-list.csv, which should list the items" in report.refused[0]
