import duckdb
import pytest

from qa_run.sources.dates import dates_of, strptime_formats


def reads(formats, text):
    (value,) = duckdb.connect().execute("select try_strptime(?, ?)", [text, list(formats)]).fetchone()
    return None if value is None else value.isoformat(" ")


@pytest.mark.parametrize(
    ("pattern", "text", "value"),
    [
        ("dd/mm/yyyy", "3/2/2026", "2026-02-03 00:00:00"),
        ("dd/mm/yyyy", "03/02/2026 14:05", "2026-02-03 14:05:00"),
        ("m/d/yyyy hh:mm", "2/3/2026 14:05", "2026-02-03 14:05:00"),
        ("m/d/yyyy hh:mm am/pm", "2/3/2026 2:05 PM", "2026-02-03 14:05:00"),
        ("dd.mm.yy", "03.02.26", "2026-02-03 00:00:00"),
        ("yyyymmdd hh.mm.ss", "20260203 14.05.09", "2026-02-03 14:05:09"),
        ("dd-mmm-yyyy", "03-Feb-2026", "2026-02-03 00:00:00"),
        ("dd/mm/yyyy", "02/13/2026", None),
    ],
)
def test_a_pattern_reads_what_it_describes(pattern, text, value):
    assert reads(strptime_formats(pattern), text) == value


@pytest.mark.parametrize("pattern", ["", "day/month", "mm/yyyy", "dd/dd/yyyy", "hh:mm", "%d/%m/%Y"])
def test_a_pattern_of_no_date_is_refused_with_one_to_write(pattern):
    with pytest.raises(ValueError, match="dd/mm/yyyy"):
        strptime_formats(pattern)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["01/02/2026", "13/02/2026"], "dates dd/mm/yyyy (d)"),
        (["1/2/2026 9:30", "2/13/2026 10:00"], "dates mm/dd/yyyy (d)"),
        (["01.02.26", "28.02.26"], "dates dd.mm.yy (d)"),
        (["2026/03/01", "2026/03/02"], "dates yyyy/mm/dd (d)"),
    ],
)
def test_one_day_above_twelve_tells_days_from_months(values, said):
    found = dates_of({"d": values})

    assert found.found == (said,)
    assert all(reads(found.formats["d"], value) for value in values)


@pytest.mark.parametrize("values", [["01/02/2026", "03/04/2026"], ["13/02/2026", "02/13/2026"]])
def test_days_and_months_that_cannot_be_told_apart_are_ambiguous(values):
    assert dates_of({"d": values}).ambiguous == ("d",)


@pytest.mark.parametrize("values", [["2026-03-01", "2026-03-02T10:00:00"], ["4", "80.5"], ["1/2", "x"], [""]])
def test_iso_dates_and_what_is_no_date_need_no_telling(values):
    found = dates_of({"d": values})

    assert (found.formats, found.ambiguous) == ({}, ())


def test_a_declared_pattern_leaves_iso_columns_alone():
    found = dates_of({"a": ["2026-03-01"], "b": ["1/2/2026"]}, "dd/mm/yyyy")

    assert list(found.formats) == ["b"]


def test_short_years_are_years_of_this_century():
    found = dates_of({"d": ["13/02/26", "13/02/2026"]})

    assert {reads(found.formats["d"], value) for value in ("13/02/26", "13/02/2026")} == {"2026-02-13 00:00:00"}
