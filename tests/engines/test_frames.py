"""Frames that are handed over are judged as files are."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import qa_run
from qa_run import Any, Number, SampleError, Text, Time, YesNo
from qa_run.engines.frames import frames
from qa_run.engines.wanted import Wanted
from qa_run.model.samples import Format

polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")

AS_OF = datetime(2026, 3, 31)
SPEC = """\
procedure: weights
samples: {from: none.csv, item: id, per: [shop]}
inspect: {at_least: 1}
characteristics:
  grams: {lower: 10, class: major}
"""


def pandas_of(columns):
    return pytest.importorskip("pandas").DataFrame(columns)


def relation_of(columns):
    import duckdb

    return duckdb.connect().from_arrow(pyarrow.table(columns))


def lazy_of(columns):
    return polars.DataFrame(columns, strict=False).lazy()


MAKERS = [polars.DataFrame, lazy_of, pyarrow.table, relation_of, pandas_of]


def read(frame, kind, recorded=Format()):
    engine = frames(frame, recorded)
    typed = engine.typed([Wanted("a", "a", kind)], {}, AS_OF)
    rows = engine._rows(typed.select(f"a|{kind.value}", "@row|any"))
    return [value for value, _ in sorted(rows, key=lambda row: row[1])]


@pytest.mark.parametrize("make", MAKERS)
def test_text_that_is_no_number_becomes_null_and_never_an_error(make):
    texts = ["4", " 4.5 ", "x", "1_000", "4,5", "٤", "", None, "-", "0x1F"]

    assert read(make({"a": texts}), Number) == [4.0, 4.5, None, None, None, None, None, None, None, None]


@pytest.mark.parametrize("make", MAKERS)
def test_the_decimal_comma_is_read_where_it_is_declared(make):
    assert read(make({"a": ["4,5", "4.5", "4"]}), Number, Format(decimal=",")) == [4.5, None, 4.0]


@pytest.mark.parametrize("make", MAKERS)
def test_text_that_is_no_time_becomes_null(make):
    texts = ["2026-01-05", "2026-01-05T10:00:07.25", "2026-02-29", "2024-02-29 23:59", "infinity", "24:00", None]

    assert read(make({"a": texts}), Time) == [
        datetime(2026, 1, 5),
        datetime(2026, 1, 5, 10, 0, 7, 250_000),
        None,
        datetime(2024, 2, 29, 23, 59),
        None,
        None,
        None,
    ]


@pytest.mark.parametrize("make", MAKERS)
def test_declared_dates_are_read_as_declared(make):
    found = read(make({"a": ["05/01/2026", "31/02/2026", "2026-01-05"]}), Time, Format(dates="dd/mm/yyyy"))

    assert found == [datetime(2026, 1, 5), None, None]


def test_dates_that_no_fixed_places_tell_are_refused_with_the_way_out():
    with pytest.raises(SampleError, match="give the column a type of time"):
        frames(polars.DataFrame({"a": ["5 Jan 2026"]}), Format(dates="d mmm yyyy"))


@pytest.mark.parametrize("make", MAKERS)
def test_blank_text_and_declared_markers_are_missing(make):
    recorded = Format(missing=("", "n/d"))

    assert read(make({"a": ["x", "", "  ", "\t", None, " n/d ", "NA"]}), Any, recorded) == [
        "x", None, None, None, None, None, "NA",
    ]  # fmt: skip


@pytest.mark.parametrize("make", MAKERS)
def test_yes_and_no_are_read_in_the_words_of_the_procedure(make):
    recorded = Format(yes_no={"true": ("sì",), "false": ("no",)})

    assert read(make({"a": ["Sì", "no", "true", None]}), YesNo, recorded) == [True, False, None, None]


@pytest.mark.parametrize("make", MAKERS)
def test_whole_numbers_and_flags_can_be_read_as_text(make):
    assert read(make({"a": [4, 40, 0]}), Text) == ["4", "40", "0"]
    assert read(make({"a": [True, False]}), Text) == ["true", "false"]


@pytest.mark.parametrize("make", MAKERS)
def test_days_are_times(make):
    assert read(make({"a": [date(2026, 1, 5)]}), Time) == [datetime(2026, 1, 5)]


def test_what_is_nan_in_pandas_is_missing_and_elsewhere_unreadable():
    spec_values = {"id": ["1", "2"], "shop": ["A", "A"], "grams": [float("nan"), 12.0]}

    assert _verdict(pandas_of(spec_values)).buckets.missing == 1
    assert _verdict(polars.DataFrame(spec_values)).buckets.unreadable == 1


def _verdict(frame, tmp=None):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.yaml"
        path.write_text(SPEC, "utf-8")
        return next(v for v in qa_run.run([path], samples=frame).verdicts if v.characteristic == "grams")


def test_an_item_is_shown_with_its_row_its_stratum_and_its_value():
    frame = polars.DataFrame({"id": ["a", "b", "c"], "shop": ["X", None, "X"], "grams": ["12", "9", "heavy"]})

    items = _verdict(frame).items

    assert [(item.item, item.value, item.finding, item.place) for item in items] == [
        ("b", "9", "below", "row 2"),
        ("c", "heavy", "unreadable", "row 3"),
    ]


def test_columns_that_differ_only_in_case_are_two():
    frame = pandas_of({"id": ["1"], "shop": ["A"], "Grams": [99.0], "grams": [1.0]})

    assert _verdict(frame).nonconforming == 1


def test_mixed_objects_of_pandas_are_read_as_text():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"a": pandas.Series([4, "5", None, "x", 6.5, float("nan")], dtype=object)})

    assert read(frame, Number) == [4.0, 5.0, None, None, 6.5, None]


def test_two_columns_of_one_name_are_refused():
    pandas = pytest.importorskip("pandas")

    with pytest.raises(SampleError, match=r"two columns of one name|cannot be|no frame"):
        frames(pandas.DataFrame([[1, 2]], columns=["a", "a"]))


def test_a_relation_with_two_columns_of_one_name_is_refused():
    duckdb = pytest.importorskip("duckdb")

    with pytest.raises(SampleError, match="two columns of one name"):
        frames(duckdb.sql("select 'a' as id, 4 as grams, 1 as grams"))


def test_what_is_no_frame_is_refused_by_its_type():
    with pytest.raises(SampleError, match=r"builtins\.dict is no frame"):
        frames({"a": [1]})


def test_a_frame_without_rows_is_nothing_to_inspect():
    frame = polars.DataFrame({"id": [], "shop": [], "grams": []}, schema=dict.fromkeys(("id", "shop", "grams"), str))

    assert _verdict(frame).outcome is qa_run.Outcome.NOT_INSPECTED


def test_times_with_a_zone_can_be_judged_and_shown_from_a_file(tmp_path):
    (tmp_path / "spec.yaml").write_text(
        "procedure: p\nsamples: {from: a.parquet}\ncharacteristics:\n  t: {no_later_than: u}\n", "utf-8"
    )
    zoned = datetime(2026, 1, 1, tzinfo=UTC)
    polars.DataFrame({"t": [zoned], "u": [datetime(2025, 1, 1)]}).write_parquet(tmp_path / "a.parquet")

    (verdict,) = qa_run.run([tmp_path / "spec.yaml"]).verdicts

    assert [item.value for item in verdict.items] == [datetime(2026, 1, 1)]
