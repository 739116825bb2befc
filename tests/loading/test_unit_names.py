"""A unit that is a slip of the pen is refused, a unit of one's own is not."""

import subprocess
import sys
from pathlib import Path

import pytest

import qa_run
from qa_run.loading.unit_names import COMMON, misspelt
from qa_run.loading.units import is_unit


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("grms", "grams"), ("garms", "grams"), ("graam", "gram"), ("kilgram", "kilogram"), ("dgeC", "degC"),
        ("celcius", "celsius"), ("farenheit", "fahrenheit"), ("milimetre", "millimetre"), ("secnds", "seconds"),
    ],
)  # fmt: skip
def test_a_slip_is_told(written: str, meant: str) -> None:
    assert misspelt(written, is_unit) == meant


@pytest.mark.parametrize(
    "written",
    [
        "g", "kg", "Grams", "KG", "degC", "um", "µm", "fluid_ounce", "gray", "dram", "pieces", "slices", "points",
        "stars", "calls", "trams", "rounds", "HRC", "HV", "pH", "°Bx", "CFU/g", "EUR", "g/ml", "km/h", "panini",
        "kanapek", "件",
    ],
)  # fmt: skip
def test_a_unit_of_ones_own_stands(written: str) -> None:
    assert misspelt(written, is_unit) == ""


def test_what_is_suggested_is_a_unit() -> None:
    assert [name for name in COMMON if not is_unit(name)] == []


def spec(tmp_path: Path, characteristic: str) -> Path:
    path = tmp_path / "p.yaml"
    path.write_text(f"procedure: p\nsamples: {{from: a.csv}}\ncharacteristics:\n  w: {characteristic}\n", "utf-8")
    return path


def test_the_message_has_its_place_and_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(qa_run.SpecErrors) as told:
        qa_run.run([spec(tmp_path, "{unit: grms, upper: 4}")], here=tmp_path)

    assert str(told.value).startswith(
        "p.yaml:4:13: no unit is called 'grms' (did you mean 'grams'? one of your own goes"
    )
    (tmp_path / "a.csv").write_text("w\n3\n", encoding="utf-8")
    report = qa_run.run([spec(tmp_path, "{unit: grms, called: {en: [grms]}, upper: 4}")], here=tmp_path)
    assert report.exit_code == 0


def test_units_cost_nothing_where_nothing_is_converted(tmp_path: Path) -> None:
    path = spec(tmp_path, "{unit: slices, upper: 4}")
    (tmp_path / "a.csv").write_text("w\n3\n", encoding="utf-8")
    code = f"import sys, qa_run; qa_run.run([{str(path)!r}]); print('pint' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said == "False\n"
