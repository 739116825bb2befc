"""Columns of the list of what should be there: of an item that was recorded, and of one that was not."""

from pathlib import Path

import pytest

from qa_run import Report, SampleError, SpecErrors, Verdict, run

LOG = """\
procedure: orders
samples:
  from: log.csv
  item: order
  time: at
  events: {name: activity}
  of: {from: orders.csv, key: number}
observations:
  shipped_at: {last: shipped}
  took: {elapsed: {from: of.ordered_at, to: shipped_at, in: h}}
  each: {per_unit: {of: of.price, units: of.pieces}}
characteristics:
  shipped_at: {no_later_than: {column: of.promised_at}, when: {of.kind: {none_of: [gift]}}}
  took: {upper: 48}
  each: {lower: 2}
  of.price: {above: 0}
"""
ORDERS = """\
number,kind,ordered_at,promised_at,price,pieces
A,book,2026-03-02 08:00,2026-03-03 12:00,10,4
B,book,2026-03-02 08:00,2026-03-03 12:00,10,5
C,gift,2026-03-02 08:00,2026-03-03 12:00,10,6
D,book,2026-03-02 08:00,2026-03-03 12:00,0,1
"""
EVENTS = """\
order,activity,at
A,packed,2026-03-03 09:00
A,shipped,2026-03-03 11:00
B,shipped,2026-03-03 13:00
C,shipped,2026-03-04 09:00
X,shipped,2026-03-03 09:00
"""
ROWS = """\
procedure: orders
samples: {from: rows.csv, item: order, of: {from: orders.csv, key: number}}
observations:
  left: {minus: [of.price, paid]}
characteristics:
  left: {upper: 0}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "log.csv").write_text(EVENTS, encoding="utf-8")
    (tmp_path / "rows.csv").write_text("order,paid\nA,10\nB,9\nC,10\nX,1\n", encoding="utf-8")
    return tmp_path


def verdicts(report: Report) -> dict[str, Verdict]:
    assert report.refused == report.errors == ()
    return {verdict.id.partition("::")[2]: verdict for verdict in report.verdicts}


def judged(shop: Path, text: str) -> dict[str, Verdict]:
    (shop / "p.yaml").write_text(text, encoding="utf-8")
    return verdicts(run("p.yaml", here=shop))


def findings(verdict: Verdict) -> dict[str, str]:
    return {item.item or "": item.finding for item in verdict.items}


def test_events_are_held_against_the_list_and_the_list_against_limits(shop: Path) -> None:
    found = judged(shop, LOG)

    assert findings(found["shipped_at::no_later_than"]) == {
        "B": "late",
        "D": "missing",
        "X": "unreadable condition",
    }
    assert findings(found["took::limits"]) == {"C": "above", "D": "missing", "X": "missing"}
    assert findings(found["each::limits"]) == {"C": "below", "D": "below", "X": "missing"}
    assert findings(found["of.price::limits"]) == {"D": "below", "X": "missing"}


@pytest.mark.parametrize("zone", ["", ", time_zone: Europe/Rome"])
def test_rows_are_held_against_the_list(shop: Path, zone: str) -> None:
    found = judged(shop, ROWS.replace("key: number}", f"key: number}}{zone}"))

    assert findings(found["left::limits"]) == {"B": "above", "X": "missing", "D": "missing"}


def test_times_of_the_list_are_read_by_the_clocks_of_the_samples(shop: Path) -> None:
    found = judged(shop, LOG.replace("  time: at\n", "  time: at\n  time_zone: Europe/Rome\n"))

    assert set(findings(found["shipped_at::no_later_than"])) == {"B", "D", "X"}


def refused(shop: Path, text: str) -> str:
    (shop / "p.yaml").write_text(text, encoding="utf-8")
    try:
        report = run("p.yaml", here=shop)
    except (SampleError, SpecErrors) as error:
        return str(error)
    return " ".join(report.refused)


def test_a_column_that_the_list_lacks_is_refused_with_what_was_meant(shop: Path) -> None:
    told = refused(shop, LOG.replace("of.promised_at", "of.promise_at"))

    assert "orders.csv: the list of items has no column 'promise_at' (did you mean 'promised_at'?)" in told


def test_a_list_with_two_lines_for_an_item_cannot_say_which_holds(shop: Path) -> None:
    (shop / "orders.csv").write_text(f"{ORDERS}A,gift,,,1,1\n", encoding="utf-8")

    assert "the list of items has several rows for A: mend it" in refused(shop, LOG)


def test_the_rows_of_an_item_do_not_know_the_list(shop: Path) -> None:
    text = LOG.replace("{last: shipped}", "{last: {activity: shipped, of.kind: book}}")

    assert "of.kind is known of an item, and last is made of its rows" in refused(shop, text)


def test_no_reference_has_the_name_of_the_list(shop: Path) -> None:
    text = LOG.replace("  events:", "  references: {of: {from: orders.csv, key: {number: order}}}\n  events:")

    assert "'of' is the list of what should be there" in refused(shop, text)


def test_without_a_list_there_is_no_such_column(shop: Path) -> None:
    text = ROWS.replace(", of: {from: orders.csv, key: number}", "")
    (shop / "p.yaml").write_text(text, encoding="utf-8")
    report = run("p.yaml", here=shop)

    assert report.exit_code == 1
    assert "the batch has no column 'of.price'" in next(v.message for v in report.verdicts if "left" in v.id)
