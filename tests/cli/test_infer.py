"""`qa-run infer`: a draft from data that loads, runs on that data, and releases nothing."""

import datetime as dt
import json
import sqlite3

import openpyxl
import polars as pl
import pytest
import yaml

from qa_run.model.yaml_words import written


@pytest.fixture
def infer(run, kitchen):
    """The draft of a CSV as plain values, and its text."""

    def inferred(text, *words, name="batch.csv"):
        (kitchen / name).write_text(text, encoding="utf-8", newline="")
        code, out, err = run("infer", name, *words)
        assert code == 0, err
        return yaml.safe_load(out), out

    return inferred


def rows(header, *columns):
    lines = [",".join(each) for each in zip(*columns, strict=True)]
    return "\n".join([header, *lines]) + "\n"


def numbered(start, count):
    return [f"{start}{number}" for number in range(count)]


def test_each_column_gets_what_was_seen_of_it(infer):
    text = rows(
        "shop,item_id,grams,slices,size,made_at,batch,postcode,note,nothing",
        ["Milano", "Roma"] * 6,
        numbered("S", 12),
        [f"{80 + number / 10}" for number in range(12)],
        ["4"] * 12,
        ["S", "L", "M"] * 4,
        [f"2026-03-{day:02d} 10:00" for day in range(1, 13)],
        numbered("B", 12),
        [f"0{number:04d}" for number in range(12)],
        ["", *numbered("text ", 11)],
        [""] * 12,
    )
    draft, out = infer(text)

    assert draft["draft"] is True
    assert draft["samples"] == {"from": "batch.csv", "item": "item_id", "time": "made_at"}
    assert draft["characteristics"] == {
        "shop": {"one_of": ["Milano", "Roma"]},
        "grams": {"lower": 80, "upper": 81.1},
        "slices": {"exactly": 4},
        "size": {"one_of": ["L", "M", "S"]},
        "made_at": {"present": True},
        "batch": {"present": True},
        "postcode": {"unique": True},
        "note": {"optional": True, "length": {"upper": 7}},
    }
    assert "    upper: 81.1  # DRAFT the greatest that was seen; what must it be?" in out
    assert "# nothing: nothing was recorded in it" in out
    assert out.startswith("# DRAFT drawn by qa-run infer from batch.csv: 12 rows, 10 columns.")
    assert "Is there a lot? It may be batch" in out
    assert "It may be one of shop, size." in out


def test_the_draft_runs_on_its_batch_and_releases_nothing(run, kitchen):
    code, out, _ = run("infer", "specs/good.csv", "-o", "specs/draft.yaml")
    assert (code, "wrote specs/draft.yaml, a draft drawn from specs/good.csv" in out) == (0, True)

    code, out, _ = run("specs/draft.yaml")
    assert (code, "1 not inspected, 4 passed" in out) == (1, True), out
    path = kitchen / "specs" / "draft.yaml"
    path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), encoding="utf-8")
    assert run("specs/draft.yaml")[0] == 0


def test_any_reader_will_do(run, kitchen):
    times = [dt.datetime(2026, 3, 1, hour) for hour in range(8)]
    frame = pl.DataFrame({"id": range(8), "w": [n / 7 for n in range(8)], "t": times, "ok": [True, False] * 4})
    frame.write_parquet("p.parquet")
    book = openpyxl.Workbook()
    for row in [["id", "w", "t"], *[[f"A{n}", n / 7, times[n]] for n in range(8)]]:
        book.active.append(row)
    book.save("x.xlsx")
    lines = [json.dumps({"id": f"A{n}", "w": n / 7, "ok": n > 3}) + "\n" for n in range(8)]
    (kitchen / "l.jsonl").write_text("".join(lines), encoding="utf-8")
    connection = sqlite3.connect("s.sqlite")
    connection.execute("create table t (id text, w real)")
    connection.executemany("insert into t values (?, ?)", [(f"k{n}", n / 7) for n in range(8)])
    connection.commit()
    connection.close()

    for number, name in enumerate(("p.parquet", "x.xlsx", "l.jsonl", "s.sqlite")):
        assert run("infer", name, "-o", f"d{number}.yaml")[0] == 0
        draft = yaml.safe_load((kitchen / f"d{number}.yaml").read_text("utf-8"))
        assert (draft["samples"]["item"], draft["characteristics"]["w"]) == ("id", {"lower": 0, "upper": 1.0}), name
        code, _, _ = run(f"d{number}.yaml", "--json", "report.json", "-q")
        with open("report.json", encoding="utf-8") as file:
            outcomes = {each["id"]: each["outcome"] for each in json.load(file)["verdicts"]}
        assert {node for node, each in outcomes.items() if each != "passed"} == {f"d{number}.yaml::@procedure::draft"}
        assert code == 1


def test_what_comes_from_a_batch_is_never_yaml(infer, run, kitchen):
    header = 'id,"a: b # c","@x","y::z","n\nl","=1+1","dr""aft",true,12,🦆\u0085x,"draft: false"'
    line = '"- a\n  draft: false","x: {{",  v ,#,=cmd,"""",no,007,🦆\u2028\x07,"\nprocedure: other\n"'
    text = "\n".join([header, *(f"{number},{line}" for number in range(6))]) + "\n"
    draft, _ = infer(text)

    assert (draft["draft"], draft["procedure"], len(draft["characteristics"])) == (True, "batch", 10)
    assert draft["characteristics"]["a: b # c"] == {"one_of": ["- a\n  draft: false"]}
    run("infer", "batch.csv", "-o", "d.yaml")
    code, out, _ = run("d.yaml")
    assert (code, "1 not inspected, 11 passed" in out) == (1, True), out


def test_what_can_be_read_in_two_ways_has_to_be_decided(infer):
    text = rows("id,day,w", ["1", "2"], ["03/04/2026", "05/06/2026"], ["1.234", "1.250"])
    draft, out = infer(text)
    assert "day: its dates can be read in two ways: write format: {dates: dd/mm/yyyy}" in out
    assert "w: its numbers can be read in two ways" in out
    assert draft["characteristics"]["w"] == {"unique": True}

    draft, _ = infer(text, "--format", "dates=dd/mm/yyyy", "--format", "decimal=.")
    assert draft["samples"]["format"] == {"dates": "dd/mm/yyyy", "decimal": "."}
    assert draft["samples"]["time"] == "day"
    assert draft["characteristics"]["w"] == {"lower": 1.234, "upper": 1.25}


def test_a_few_values_that_cannot_be_read_are_left_to_be_found(infer, run):
    draft, out = infer(rows("id,g", numbered("", 30), ["n/a", *map(str, range(29))]))

    assert draft["characteristics"] == {"g": {"lower": 0, "upper": 28}}
    assert "# DRAFT 1 of 30 values are no number, and fail" in out


def test_rows_that_were_copied_do_not_hide_the_item(infer, run):
    draft, out = infer(rows("id,g", [*numbered("A", 49), "A0"], map(str, range(50))))

    assert draft["samples"]["item"] == "id"
    assert "item: id  # DRAFT 1 of 50 rows repeat one that stands before" in out


def test_a_batch_without_an_item_says_so(infer):
    draft, out = infer(rows("a,b", ["1", "1", "2"], ["x", "x", "x"]))

    assert "item" not in draft["samples"]
    assert "Which column names an item" in out


def test_lines_that_cannot_be_read_are_told(infer):
    _, out = infer("id,g\n1,2\n2,3,4\n3,5\n")

    assert "1 line cannot be read, the first: batch.csv:3: too many fields" in out


def test_the_way_to_the_batch_starts_from_the_draft(run, kitchen):
    (kitchen / "deep" / "er").mkdir(parents=True)
    run("infer", "specs/good.csv", "-o", "deep/er/d.yaml")

    assert yaml.safe_load((kitchen / "deep/er/d.yaml").read_text("utf-8"))["samples"]["from"] == "../../specs/good.csv"
    assert "4 passed" in run("deep/er/d.yaml")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing.csv",), "no file matches nothing.csv"),
        (("empty.csv",), "the file is empty"),
        (("header.csv",), "there is no item to draw a procedure from"),
        (("bad.csv", "-o", "d.txt"), "write a name that ends in .yaml"),
        (("bad.csv", "-o", "specs/ham.yaml"), "nothing is overwritten"),
        (("bad.csv", "-o", "no/d.yaml"), "there is no folder no"),
        (("bad.csv", "--format", "decimals=,"), "did you mean 'decimal'?"),
        (("bad.csv", "--format", "decimal=;"), "write decimal=. or decimal=,"),
        (("bad.csv", "--format", "header=0"), "counted from 1"),
        (("bad.csv", "--format", "sheet"), "write KEY=VALUE"),
        (("bad.csv", "--format", "delimiter=;;"), "one character"),
        (("bad.csv", "--format", "dates=xx"), "no pattern of a date"),
        (("x.unknown",), "no reader for files that end in '.unknown'"),
    ],
)
def test_what_makes_no_sense_is_refused(run, kitchen, words, told):
    (kitchen / "empty.csv").write_text("", encoding="utf-8")
    (kitchen / "header.csv").write_text("a,b\n", encoding="utf-8")
    (kitchen / "x.unknown").write_text("a,b\n", encoding="utf-8")
    before = (kitchen / "specs" / "ham.yaml").read_text("utf-8")

    code, _, err = run("infer", *words)
    assert (code, told in err) == (4, True), err
    assert (kitchen / "specs" / "ham.yaml").read_text("utf-8") == before


@pytest.mark.parametrize(
    "text",
    ["a", "a b", "é", "true", "No", "~", "007", "1e5", "-", "- a", "a: b", "a #b", "a:", "#", "", " a", "a ", "[a]",
     "{a}", "a, b", "*a", "&a", "!a", "%a", "@a", "`a", "'a", '"a', "a\nb", "a\tb", "\x00", "\x07", "\x85", "\u2028",
     "\ufeff", "🦆", "\u200b🦆", "a\\nb", "null", "2026-03-01", "12:30", ".5", "0x1f", "=", "<<", "?", "|", ">"],
)  # fmt: skip
def test_text_is_written_so_that_it_is_read_back(text, run, kitchen):
    from qa_run.loading.document import read_document

    (kitchen / "t.yaml").write_text(f"key: {written(text)}  # DRAFT\nnext: x\n", encoding="utf-8")
    document = read_document(kitchen / "t.yaml", "t.yaml")
    if text == "\x00":
        return

    assert [str(fault) for fault in document.faults] == []
    assert document.root.get("key").text == text
