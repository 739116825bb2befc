"""`qa-run sheet`: what people fill in is judged as it comes back, and warns where it must, but refuses nothing."""

import datetime as dt
import json
import sys
from importlib.util import find_spec

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

pytest.importorskip("xlsxwriter")

SPEC = """\
procedure: cold
title: "=1+1"
revision: 3
called: {en: [box, boxes]}
samples:
  from: boxes.xlsx
  item: box
  lot: batch
  time: made_at
  per: [shop]
  expected: {shop: [Milano, Roma]}
  columns: {grams: "Peso (g)"}
  format: {yes_no: {true: [sì], false: [no]}FORMAT}
inspect: {at_least: 2}
characteristics:
  grams: {unit: g, nominal: 80.1, tolerance: 0.3, class: major, because: The label says 80.}
  temp: {unit: degF, recorded_in: degC, upper: 41}
  share: {above: 0, below: 1}
  slices: {exactly: 4}
  code: {one_of: [007, 12]}
  level: {one_of: [0.5, 1.5]}
  sealed: {equals: true}
  shipped_at: {later_than: packed_at}
  checked_by: {differs_from: made_by}
  hot: {lower: 75, when: {served: hot}, may_be_none: true}
  note: {optional: true, length: {upper: 10}}
"""
ROWS = [
    ["007", "B1", dt.datetime(2026, 3, 1, 9), "Milano", 80.2, 4.5, 0.5, 4, "007", 1.5, "sì"],
    ["3-4", "B1", dt.datetime(2026, 3, 1, 9, 0, 30), "Milano", 80.4, 5, 0.1, 4, "12", 0.5, "sì"],
    ["1/2", "B1", dt.datetime(2026, 3, 4, 9), "Roma", 79.8, -3, 0.9, 4, "12", 0.5, "sì"],
    ["no", "B1", dt.datetime(2026, 3, 4, 10), "Roma", 80, 0, 0.9, 4, "12", 0.5, "sì"],
]


@pytest.fixture
def sheet(run, kitchen):
    """Writes the sheet of SPEC: what was printed, and the workbook as a person opens it."""

    def made(*words, spec=SPEC, written=""):
        (kitchen / "cold.yaml").write_text(spec.replace("FORMAT", written), encoding="utf-8")
        code, out, err = run("sheet", "cold.yaml", "-o", "boxes.xlsx", *words)
        assert code == 0, err
        return out, openpyxl.load_workbook("boxes.xlsx")

    return made


def filled(book, changed=None, rows=ROWS, top=1):
    """Fill the rows in as a person would, by their headers."""
    record = book.worksheets[0]
    place = {cell.value: cell.column for cell in record[top]}
    names = ["box", "batch", "made_at", "shop", "Peso (g)", "temp", "share", "slices", "code", "level", "sealed"]
    for number, row in enumerate(rows, 1):
        made = row[2] if isinstance(row[2], dt.datetime) else dt.datetime(2026, 3, 1)
        values = {
            **dict(zip(names, row, strict=True)), "packed_at": made, "shipped_at": made + dt.timedelta(seconds=1),
            "made_by": "Anna", "checked_by": "Bruno", "served": "cold", "note": "ok",
            **(changed or {}).get(number, {}),
        }  # fmt: skip
        for name, value in values.items():
            record.cell(top + number, place[name]).value = value
    book.save("boxes.xlsx")


def judged(run, *words):
    code, _, err = run("cold.yaml", "--json", "report.json", *words)
    with open("report.json", encoding="utf-8") as file:
        report = json.load(file)
    found = [(each["characteristic"], item["item"], item["finding"]) for each in report["verdicts"] if not each["per"]
             for item in each["items"]]  # fmt: skip
    return code, found, err


def test_headers_are_what_the_reader_looks_for_and_what_is_compared_stands_side_by_side(sheet):
    _, book = sheet()

    headers = [cell.value for cell in book.worksheets[0][1]]
    assert headers == [
        "box", "batch", "made_at", "shop", "Peso (g)", "temp", "share", "slices", "code", "level", "sealed",
        "packed_at", "shipped_at", "made_by", "checked_by", "served", "hot", "note",
    ]  # fmt: skip


def test_what_comes_back_is_judged_without_touching_it(sheet, run):
    filled(sheet()[1])

    assert judged(run) == (0, [], "")


def test_what_does_not_conform_is_recorded_and_found(sheet, run):
    wrong = {
        1: {"Peso (g)": 80.5}, 2: {"temp": 5.5, "checked_by": "anna "}, 3: {"code": "7", "sealed": "no"},
        4: {"slices": "four", "note": "far too long a note", "shipped_at": dt.datetime(2026, 3, 4, 10)},
    }  # fmt: skip
    filled(sheet()[1], wrong)

    code, found, _ = judged(run)
    assert code == 1
    assert sorted(found) == sorted(
        [
            ("grams", "007", "above"), ("temp", "3-4", "above"), ("checked_by", "3-4", "same"),
            ("code", "1/2", "not allowed"), ("sealed", "1/2", "not the value"), ("slices", "no", "unreadable"),
            ("note", "no", "too long"), ("shipped_at", "no", "early"),
        ]
    )  # fmt: skip


def test_a_decimal_comma_typed_as_text_is_read(sheet, run):
    filled(sheet(written=', decimal: ","')[1], {1: {"Peso (g)": "80,2"}, 2: {"Peso (g)": "80,5"}})

    assert judged(run) == (1, [("grams", "3-4", "above")], "")


def test_dates_typed_as_text_are_read_as_the_procedure_says(sheet, run):
    filled(sheet(written=", dates: dd/mm/yyyy")[1], {1: {"packed_at": "01/03/2026 09:00", "shipped_at": "02/03/2026"}})

    assert judged(run) == (0, [], "")


def test_a_date_typed_as_text_that_can_be_read_in_two_ways_is_refused(sheet, run):
    changed = {number: {"packed_at": "03/04/2026", "shipped_at": "05/06/2026"} for number in (1, 2, 3, 4)}
    filled(sheet()[1], changed)

    code, _, _ = judged(run)
    assert code == 4


def test_rows_that_are_left_blank_are_no_items(sheet, run):
    filled(sheet("--rows", "40")[1])

    assert judged(run)[0] == 0


@pytest.mark.parametrize("written", [", header: 3", ', sheet: "Dati 1"', ", until: blank"])
def test_the_format_of_the_procedure_is_kept(sheet, run, written):
    filled(sheet(written=written)[1], top=3 if "header" in written else 1)

    assert judged(run) == (0, [], "")


def test_a_value_that_is_out_of_the_limits_is_warned_of_and_not_refused(sheet):
    _, book = sheet()
    by_column = {str(each.sqref).split("1048576")[0].split(":")[0].strip("2"): each
                 for each in book.worksheets[0].data_validations.dataValidation}  # fmt: skip

    assert {each.errorStyle for each in by_column.values()} == {"warning"}
    assert all(each.allowBlank for each in by_column.values())
    grams, temp, share = (by_column[letter] for letter in "EFG")
    assert (grams.type, float(grams.formula1), float(grams.formula2)) == ("decimal", 79.8, 80.4)
    assert (temp.operator, float(temp.formula1)) == ("lessThanOrEqual", 5)
    assert share.formula1 == "AND(ISNUMBER(G2),G2>0,G2<1)"
    assert "80.1 g ± 0.3 g (major)" in grams.error


def test_what_may_be_chosen_stands_in_cells_of_its_own_type(sheet):
    _, book = sheet()
    lists = {each.formula1 for each in book.worksheets[0].data_validations.dataValidation if each.type == "list"}
    guide = book["qa-run guide"]
    chosen = {}
    for name in lists:
        sheet_name, cells = name.split("!")
        assert sheet_name == "'qa-run guide'"
        rows = [row[0].value for row in guide[cells.replace("$", "")]]
        chosen[guide.cell(2, guide[cells.split(":")[0].replace("$", "")].column).value] = rows

    assert chosen == {
        "shop": ["Milano", "Roma"], "code": ["007", "12"], "level": [0.5, 1.5], "sealed": ["sì", "no"],
    }  # fmt: skip


def test_texts_stay_texts_and_dates_are_written_in_one_way(sheet):
    record = sheet()[1].worksheets[0]
    shown = {record.cell(1, cell.column).value: cell.number_format for cell in record[2]}

    assert (shown["box"], shown["code"], shown["made_at"]) == ("@", "@", "yyyy-mm-dd hh:mm:ss")
    assert (shown["Peso (g)"], shown["temp"], shown["slices"]) == ('General" g"', 'General" °C"', "General")


def test_nothing_of_a_procedure_becomes_a_formula(sheet):
    spec = SPEC.replace("grams:", '"=cmd|1":').replace('"=cmd|1": "Peso (g)"', '"=cmd|1": "=HYPERLINK(1)"')
    _, book = sheet(spec=spec)

    cells = [cell for each in book.worksheets for row in each.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert "=HYPERLINK(1)" in [cell.value for cell in book.worksheets[0][1]]


def test_another_library_reads_the_same_cells(sheet):
    _, book = sheet()
    read = CalamineWorkbook.from_path("boxes.xlsx")

    assert read.sheet_names == ["Record", "qa-run guide"]
    header = read.get_sheet_by_name("Record").to_python()[0]
    assert header == [cell.value for cell in book.worksheets[0][1]]


@pytest.mark.parametrize(
    ("words", "rows", "why"),
    [
        ((), 4, "at least 2 inspected of each of 2 strata (shop)"),
        (("--rows", "7"), 7, "asked for"),
    ],
)
def test_how_many_rows(sheet, words, rows, why):
    out, book = sheet(*words)

    assert f"rows      {rows}: {why}" in out
    record = book.worksheets[0]
    assert [record.cell(row, 1).border.top.style for row in (rows + 1, rows + 2)] == ["thin", None]


@pytest.mark.parametrize(
    ("accept", "words", "rows"),
    [
        ("{plan: {aql: 1.0}}", ("--lot-size", "1200"), 80),
        ("{plan: {aql: 1.0, kind: double}}", ("--lot-size", "1200"), 100),
        ("{at_most: 5 %, confidence: 95 %}", (), 59),
        ("{at_most: 5 %}", (), 50),
    ],
)
def test_a_plan_says_how_many_rows(run, kitchen, accept, words, rows):
    text = "procedure: p\nsamples: {from: p.xlsx, item: id, lot: lot}\ncharacteristics:\n  g: {upper: 1, accept: %s}\n"
    (kitchen / "p.yaml").write_text(text % accept)

    code, out, err = run("sheet", "p.yaml", "-o", "p.xlsx", *words)
    assert (code, f"rows      {rows}:" in out) == (0, True), (out, err)


@pytest.mark.parametrize(
    ("language", "name", "word"), [("it", "Registro", "Richiesto: "), ("pl", "Zapis", "Wymagane: ")]
)
def test_the_sheet_speaks_the_language_that_is_asked_for(sheet, run, language, name, word):
    _, book = sheet("--language", language)

    assert book.sheetnames == [name, "qa-run guide"]
    assert any(each.error.startswith(word) for each in book.worksheets[0].data_validations.dataValidation)
    filled(book)
    assert judged(run)[0] == 0


def test_a_column_that_the_path_tells_is_left_out(run, kitchen):
    text = (
        "procedure: p\nsamples: {from: 'in/{shop}/*.xlsx', item: id, per: [shop]}\ncharacteristics: {g: {upper: 1}}\n"
    )
    (kitchen / "p.yaml").write_text(text)
    _, out, _ = run("sheet", "p.yaml", "-o", "p.xlsx")

    assert "left out  shop: is no column here, since the path of the file tells it" in out
    assert "columns   2: id, g" in out
    assert "judge it  lay it where in/{shop}/*.xlsx finds it, then qa-run p.yaml" in out
    (kitchen / "in" / "Roma").mkdir(parents=True)
    book = openpyxl.load_workbook("p.xlsx")
    book.worksheets[0]["A2"], book.worksheets[0]["B2"] = "x", 0.5
    book.save("in/Roma/p.xlsx")
    code, out, _ = run("p.yaml", "-vv")
    assert (code, "p.yaml::g::limits[shop=Roma] PASSED" in out) == (0, True), out


def test_times_say_their_zone(run, kitchen):
    text = "procedure: p\nsamples: {from: p.xlsx, item: id, time: at, time_zone: Europe/Rome}\n"
    (kitchen / "p.yaml").write_text(text + "characteristics: {g: {upper: 1}}\n")
    run("sheet", "p.yaml", "-o", "p.xlsx")

    assert "[Europe/Rome]" in openpyxl.load_workbook("p.xlsx").worksheets[0]["B1"].comment.text


def test_the_same_procedure_gives_the_same_bytes(run, kitchen):
    for name in ("a.xlsx", "b.xlsx"):
        run("sheet", "specs/ham.yaml", "-o", name)

    assert (kitchen / "a.xlsx").read_bytes() == (kitchen / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("specs/ham.yaml", "-o", "x.csv"), "write a name that ends in .xlsx"),
        (("specs/ham.yaml", "-o", "there.xlsx"), "it is there already and may have been filled in"),
        (("specs/ham.yaml", "-o", "no/x.xlsx"), "there is no folder no"),
        (("specs/ham.yaml", "-o", "x.xlsx", "--rows", "0"), "write 1 or more"),
        (("specs/ham.yaml", "-o", "x.xlsx", "--rows", "2000000"), "more than people fill in by hand"),
        (("specs/ham.yaml", "-o", "x.xlsx", "--rows", "ten"), "'ten' is no whole number"),
        (("specs/ham.yaml", "-o", "x.xlsx", "--language", "de"), "invalid choice: 'de'"),
        (("specs/ham.yaml",), "-o"),
        (("specs", "-o", "x.xlsx"), "a sheet is for one procedure; here are: specs/ham.yaml, specs/other.yaml"),
        (("plan.yaml", "-o", "x.xlsx"), "the plan needs the lot size"),
        (("sheet.yaml", "-o", "x.xlsx"), "cannot be the name of a sheet to fill in"),
        (("twice.yaml", "-o", "x.xlsx"), "two columns have the header 'n'"),
    ],
)
def test_what_makes_no_sense_is_refused(run, kitchen, words, told):
    (kitchen / "there.xlsx").write_bytes(b"filled in")
    (kitchen / "specs" / "other.yaml").write_text((kitchen / "specs/ham.yaml").read_text().replace("ham\n", "other\n"))
    plain = "procedure: p\nsamples: {from: x.csv, item: id%s}\ncharacteristics: {n: {upper: 1%s}, m: {upper: 1}}\n"
    (kitchen / "plan.yaml").write_text(plain % (", lot: lot", ", accept: {plan: {aql: 1.0}}"))
    (kitchen / "sheet.yaml").write_text(plain % (", format: {sheet: 'a/b'}", ""))
    (kitchen / "twice.yaml").write_text(plain % (", columns: {m: n}", ""))

    code, _, err = run("sheet", *words)
    assert (code, told in err) == (4, True), err
    assert (kitchen / "there.xlsx").read_bytes() == b"filled in"
    assert not (kitchen / "x.xlsx").exists()


def test_without_its_extra_it_says_the_line_to_type(run, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "xlsxwriter" else find_spec(name))
    monkeypatch.delitem(sys.modules, "xlsxwriter", raising=False)

    code, _, err = run("sheet", "specs/ham.yaml", "-o", "x.xlsx")
    assert code == 4
    assert "pip install 'qa-run[sheet]'" in err


def test_a_sheet_for_events_speaks_of_events(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    samples = "samples: {from: log.csv, item: order, time: at, events: {name: activity}, of: rows}\n"
    observed = "observations: {touches: {count: call}}\ncharacteristics: {touches: {upper: 1}}\n"
    (tmp_path / "calls.yaml").write_text(f"procedure: calls\n{samples}{observed}", encoding="utf-8")
    for language, row, moment in (
        ("en", "One row for each event.", "when it happened"),
        ("it", "Una riga per ogni evento.", "quando è successo"),
        ("pl", "Jeden wiersz na każde zdarzenie.", "kiedy to się stało"),
    ):
        run("sheet", "calls.yaml", "-o", f"{language}.xlsx", "--language", language)
        told = [cell for row in openpyxl.load_workbook(f"{language}.xlsx").worksheets[1].values for cell in row if cell]

        assert any(str(each).startswith(row) for each in told)
        assert any(str(each).startswith(moment) for each in told)


def test_classes_and_units_are_written_as_people_read_them(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    text = "procedure: cold\nsamples: {from: a.csv, item: box}\ncharacteristics:\n  temp: "
    (tmp_path / "cold.yaml").write_text(f"{text}{{unit: degC, upper: 4.5, class: major}}\n", encoding="utf-8")
    for language, sentence in (
        ("en", "at most 4.5 °C (major)"),
        ("it", "al massimo 4,5 °C (maggiore)"),
        ("pl", "co najwyżej 4,5 °C (istotna)"),
    ):
        run("sheet", "cold.yaml", "-o", f"{language}.xlsx", "--language", language)
        (told,) = (row for row in openpyxl.load_workbook(f"{language}.xlsx").worksheets[1].values if row[0] == "temp")

        assert (told[2], told[4]) == ("°C", sentence)
