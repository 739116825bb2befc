"""Logs of events: what is observed of an item is what a plain walk through its events finds, on every engine."""

import csv
import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest

from qa_run import Report, Verdict, run

KINDS = ("ordered", "paid", "packed", "shipped", "complaint", "call", "mail", "fixed")
STEPS = ("ordered", "paid", "packed", "shipped")
PROCEDURE = """\
procedure: orders
samples:
  from: log.csv
  item: order
  time: at
  events: {name: activity, by: agent}
  of: OF
  per: [shop]
observations:
  touches: {count: [call, mail]}
  by_mail: {count: {activity: mail, agent: {none_of: [eva]}}}
  people: {distinct: agent}
  paid_in: {total: {column: amount, of: paid}}
  again: {repeats: [call, complaint]}
  wrong_at: {position: {of: complaint}}
  mended_in: {elapsed: {from: {first: complaint}, to: {first: fixed, after: from}, in: min}}
  whole: {elapsed: {from: {first: ordered}, to: {last: shipped}, in: h}}
  first_at: {first: complaint}
  by_whom: {value: {column: agent, at: last, of: fixed}}
  lacking: {missing_step: [ordered, paid, packed, shipped]}
  out_of_turn: {wrong_order: [ordered, paid, packed, shipped]}
  each_min: {per_unit: {of: mended_in, units: touches}}
characteristics:
  touches: {upper: -1}
  by_mail: {upper: -1}
  people: {upper: -1}
  paid_in: {upper: -1, optional: true}
  again: {upper: -1}
  wrong_at: {upper: -1, optional: true}
  mended_in: {upper: -1, optional: true}
  whole: {above: 100000, optional: true}
  first_at: {absent: true}
  by_whom: {one_of: [nobody], optional: true}
  lacking: {absent: true}
  out_of_turn: {absent: true}
  each_min: {upper: -1, optional: true}
"""
Event = dict[str, Any]


def log(seed: int, many: int = 300) -> list[Event]:
    """Events of a seeded shop: out of order, at equal times, with amounts on some."""
    chance = random.Random(seed)
    start = datetime(2026, 3, 2, 8, 0)
    found: list[Event] = []
    for number in range(many):
        for _ in range(chance.randint(1, 9)):
            kind = chance.choice(KINDS)
            found.append(
                {
                    "order": f"O{number:03}",
                    "activity": kind,
                    "agent": chance.choice(("ann", "bob", "eva")),
                    "at": start + timedelta(minutes=5 * chance.randint(0, 40)),
                    "amount": chance.randint(1, 50) if kind == "paid" else None,
                    "shop": "Milano" if number % 3 else "Roma",
                }
            )
    chance.shuffle(found)
    return found


def write(folder: Path, events: list[Event], name: str = "log.csv") -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, events[0])
        writer.writeheader()
        writer.writerows({**event, "at": f"{event['at']:%Y-%m-%d %H:%M}"} for event in events)


def walked(events: list[Event]) -> dict[str, Any]:
    """What is to be observed of one order, found by walking through its events."""

    def of(*kinds: str) -> list[Event]:
        return [event for event in events if event["activity"] in kinds]

    def first(kind: str) -> datetime | None:
        return min((event["at"] for event in of(kind)), default=None)

    complaint = first("complaint")
    fixed = min((e["at"] for e in of("fixed") if complaint and e["at"] >= complaint), default=None)
    ordered, shipped = first("ordered"), max((event["at"] for event in of("shipped")), default=None)
    mended = None if complaint is None or fixed is None else (fixed - complaint).total_seconds() / 60
    touches = len(of("call", "mail"))
    paid = [event["amount"] for event in of("paid")]
    found: dict[str, Any] = {
        "touches": touches,
        "by_mail": len([event for event in of("mail") if event["agent"] != "eva"]),
        "people": len({event["agent"] for event in events}),
        "paid_in": sum(paid) if paid else None,
        "again": sum(max(len(of(kind)) - 1, 0) for kind in ("call", "complaint")),
        "wrong_at": None if complaint is None else len([e for e in events if e["at"] <= complaint]),
        "mended_in": mended,
        "whole": None if ordered is None or shipped is None else (shipped - ordered).total_seconds() / 3600,
        "first_at": complaint,
        "lacking": next((step for step in STEPS if not of(step)), None),
        "out_of_turn": None,
        "each_min": mended / touches if mended is not None and touches else None,
    }
    latest = None
    for before, step in zip(("", *STEPS), STEPS, strict=False):
        time = first(step)
        if latest is not None and time is not None and time < latest and found["out_of_turn"] is None:
            found["out_of_turn"] = f"{step} before {before}"
        latest = max((each for each in (latest, time) if each is not None), default=None)
    return found


def by_order(events: list[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event["order"]].append(event)
    return found


def observed(report: Report) -> dict[str, dict[str, Any]]:
    """Of each characteristic the values of all items, as the report shows those that fail; here that is each."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for verdict in report.verdicts:
        if not verdict.per and not verdict.characteristic.startswith("@"):
            found[verdict.characteristic] |= {item.item or "": item.value for item in verdict.items}
    return found


def plain(value: Any) -> Any:
    if isinstance(value, str) and value[:2] == "20":
        return datetime.fromisoformat(value)
    return value


@pytest.mark.parametrize("form", ["csv", "files", "parquet", "polars"])
def test_what_is_observed_is_what_a_walk_through_the_events_finds(tmp_path: Path, form: str) -> None:
    events = log(seed=7)
    expected = {order: walked(each) for order, each in by_order(events).items()}
    (tmp_path / "p.yaml").write_text(PROCEDURE.replace("OF", "rows"), encoding="utf-8")
    found = observed(run("p.yaml", here=tmp_path, items=len(expected), **given(tmp_path, events, form)))

    for name in ("touches", "by_mail", "people", "again", "paid_in", "wrong_at", "mended_in", "whole", "first_at"):
        wanted = {order: each[name] for order, each in expected.items() if each[name] is not None}
        if name in ("mended_in", "whole"):
            wanted = {order: value for order, value in wanted.items() if name == "mended_in" or value <= 100000}
        got = {order: plain(value) for order, value in found[name].items() if value is not None}
        assert got == pytest.approx(wanted) if name not in ("first_at",) else got == wanted, name
    for name in ("lacking", "out_of_turn"):
        assert found[name] == {order: each[name] for order, each in expected.items() if each[name]}, name
    wanted = {order: each["each_min"] for order, each in expected.items() if each["each_min"] is not None}
    assert found["each_min"] == pytest.approx(wanted)


def given(folder: Path, events: list[Event], form: str) -> Mapping[str, Any]:
    """The events as `form`: in one file, in two that share items, as a table, as a frame of another engine."""
    if form == "files":
        write(folder, events[::2], "a.csv")
        write(folder, events[1::2], "b.csv")
        return {"samples": [folder / "a.csv", folder / "b.csv"]}
    write(folder, events)
    if form == "parquet":
        import duckdb

        duckdb.sql(f"copy (from '{folder / 'log.csv'}') to '{folder / 'log.parquet'}'")
        return {"samples": folder / "log.parquet"}
    if form == "polars":
        polars = pytest.importorskip("polars")
        return {"samples": polars.DataFrame(events)}
    return {}


def verdicts(report: Report) -> dict[str, Verdict]:
    return {verdict.id.partition("::")[2]: verdict for verdict in report.verdicts}


@pytest.fixture
def few(tmp_path: Path) -> Path:
    rows = [
        ("A", "ordered", "2026-03-02 09:00", "Milano"),
        ("A", "shipped", "2026-03-03 09:00", "Milano"),
        ("B", "ordered", "2026-03-02 09:00", "Milano"),
        ("B", "shipped", "2026-03-02 10:00", "Roma"),
        ("", "ordered", "2026-03-02 09:00", "Roma"),
        ("X", "ordered", "soon", "Roma"),
    ]
    text = "order,activity,at,shop\n" + "".join(f"{','.join(row)}\n" for row in rows)
    (tmp_path / "log.csv").write_text(text, encoding="utf-8")
    (tmp_path / "orders.csv").write_text("id\nA\nB\nC\n", encoding="utf-8")
    return tmp_path


SHORT = """\
procedure: orders
samples: {from: log.csv, item: order, time: at, events: {name: activity}, of: {from: orders.csv, key: id}, per: [shop]}
observations:
  events: {count: true}
  shipped_in: {elapsed: {from: {first: ordered}, to: {first: shipped}, in: h}}
characteristics:
  events: {lower: 1}
  shipped_in: {upper: 4}
  shop: {one_of: [Milano, Roma]}
"""


def test_an_order_without_events_is_counted_as_one_of_none(few: Path) -> None:
    (few / "p.yaml").write_text(SHORT, encoding="utf-8")
    found = verdicts(run("p.yaml", here=few))

    assert [(item.item, item.value) for item in found["events::limits"].items] == [("C", 0)]
    assert [(item.item, item.finding) for item in found["@item::of"].items] == [
        ("6", "not in the list"),  # it names none, and is known by its line
        ("X", "not in the list"),
        ("C", "not recorded"),
    ]


def test_an_event_that_names_no_item_is_told(few: Path) -> None:
    (few / "p.yaml").write_text(SHORT, encoding="utf-8")
    unnamed = verdicts(run("p.yaml", here=few))["@item::present"]

    assert (unnamed.outcome.value, unnamed.nonconforming) == ("failed", 1)
    assert unnamed.items[0].place == "log.csv:6"


ORDERED = """\
procedure: orders
samples: {from: log.csv, item: order, time: at, events: {name: activity}, of: rows}
observations: {events: {count: true}}
characteristics:
  number: {increases: true}
  events: {chart: {type: run}}
"""


@pytest.mark.parametrize("form", ["csv", "polars"])
def test_the_time_of_an_item_is_that_of_its_first_event(tmp_path: Path, form: str) -> None:
    start = datetime(2026, 3, 2, 8)
    numbers = {"A": 1, "B": 2, "C": 4, "D": 3}
    events: list[Event] = [
        {"order": order, "activity": "call", "at": start + timedelta(hours=place + later), "number": number}
        for place, (order, number) in enumerate(numbers.items())
        for later in (5, 0, 9 - 2 * place)
    ]
    (tmp_path / "p.yaml").write_text(ORDERED, encoding="utf-8")
    found = verdicts(run("p.yaml", here=tmp_path, items=9, **given(tmp_path, events, form)))

    assert {item.item: item.finding for item in found["number::increases"].items} == {"D": "not increasing"}
    assert found["events::chart"].measured["points"] == 4


def test_a_column_that_differs_within_an_item_cannot_be_read_and_is_in_no_named_stratum(few: Path) -> None:
    (few / "p.yaml").write_text(SHORT, encoding="utf-8")
    found = verdicts(run("p.yaml", here=few))
    shop = found["shop::one_of"]

    assert {item.item: item.finding for item in shop.items} == {"B": "unreadable", "C": "missing"}
    assert found["events::limits[shop=]"].buckets.population == 2  # B, of which nobody knows, and C


def test_a_time_that_cannot_be_read_is_no_step(few: Path) -> None:
    (few / "p.yaml").write_text(SHORT, encoding="utf-8")
    shipped = verdicts(run("p.yaml", here=few))["shipped_in::limits"]

    missing = dict.fromkeys(("6", "X", "C"), "missing")
    assert {item.item: item.finding for item in shipped.items} == {"A": "above", **missing}


def test_the_log_is_read_once(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa_run.engines.duck import Duck

    asked: list[str] = []
    fetched = Duck._fetched
    monkeypatch.setattr(Duck, "_fetched", lambda self, query: (asked.append(query), fetched(self, query))[1])
    (few / "p.yaml").write_text(SHORT, encoding="utf-8")
    run("p.yaml", here=few)

    assert len([query for query in asked if "activity" in query]) == 1


def test_narwhals_is_what_an_observation_is_made_of() -> None:
    from qa_run import Rows

    rows = Rows(None, "x")

    assert isinstance(rows.count(), nw.Expr)
    with pytest.raises(ValueError, match="goes by time, and the samples have none"):
        rows.first()
