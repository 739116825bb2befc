"""What people see: everything that blocks, once, in words, within the width, and nothing that moves the cursor."""

import json
import re

import pytest

from qa_run.cli.screen.text import width_of


def test_a_letter_for_each_verdict(run):
    out = run("--samples", "bad.csv")[1]

    assert "specs/ham.yaml .FFF..." in out


def test_a_failed_requirement_in_full(run):
    out = run("--samples", "bad.csv")[1]
    block = out[out.index("___ specs/ham.yaml::slices::exactly ___") :]

    assert "required  Slices of ham: exactly 4 (critical)" in block
    assert "because   The picture on the menu shows four." in block
    assert "found     2 of 4 sandwiches: 1 missing, 1 not the value; none accepted" in block
    assert "written   specs/ham.yaml:8:5" in block
    assert re.search(r"Milano +FAILED +2 +1 +1 not the value", block)
    assert re.search(r"S1 +3 +not the value +bad\.csv:2", block)
    assert re.search(r"S4 +\(blank\) +missing +bad\.csv:5", block)


def test_a_line_for_each_failure_to_copy_the_node_id_from(run):
    out = run("--samples", "bad.csv")[1]

    assert "\nFAILED specs/ham.yaml::slices::exactly[shop=Milano] - 1 of 2 sandwiches: 1 not the value\n" in out


def test_one_verdict_alone_bears_its_stratum_in_the_rule(run, kitchen):
    (kitchen / "one.yaml").write_text(
        "procedure: one\nsamples: {from: specs/good.csv, item: id, per: [shop]}\n"
        "characteristics: {grams: {mean: {upper: 62}}}\n"
    )

    assert "___ one.yaml::grams::mean[shop=Roma] ___" in run("one.yaml")[1]


def test_strata_of_which_nothing_is_known_are_told_once(run, kitchen):
    procedure = (kitchen / "specs" / "ham.yaml").read_text()
    (kitchen / "expects.yaml").write_text(
        procedure.replace("from: good.csv", "from: specs/good.csv, expected: {shop: [Milano, Roma, Como]}")
    )
    out = run("expects.yaml")[1]

    assert "expects.yaml::*[shop=Como]  2 requirements" in out
    assert "NOT INSPECTED expects.yaml::*[shop=Como] - 2 requirements: no items" in out
    assert "exactly[shop=Como]" not in out
    assert "exactly[shop=Como]" in run("expects.yaml", "-v")[1]


def test_quiet_leaves_the_short_summary(run):
    first, *_, last = run("--samples", "bad.csv", "-q")[1].splitlines()

    assert "short summary" in first
    assert last.startswith("3 failed, 4 passed in ")


def test_quieter_leaves_the_last_line(run):
    assert len(run("--samples", "bad.csv", "-qq")[1].splitlines()) == 1


def test_verbose_says_each_requirement_in_words(run):
    out = run("-v")[1]

    assert re.search(r"  slices::exactly: exactly 4 +\.\.\.\n", out)


def test_very_verbose_has_a_line_for_each_verdict(run):
    assert "specs/ham.yaml::slices::exactly[shop=Roma] PASSED" in run("-vv")[1]


def test_the_header_can_be_left_out(run):
    assert run()[1].startswith("qa-run 0.")
    assert not run("--no-header")[1].startswith("qa-run")


def test_the_header_tells_the_time_that_was_given(run):
    assert "as of     2026-03-01" in run("--as-of", "2026-03-01")[1]


def test_what_is_reported_can_be_chosen(run):
    assert "PASSED specs/ham.yaml::grams::limits" in run("-r", "p")[1]
    assert "FAILED" not in run("--samples", "bad.csv", "-q", "-rN")[1]


def test_no_line_is_wider_than_the_page_but_those_with_a_node_id(run):
    lines = run("--samples", "bad.csv")[1].splitlines()

    assert all(width_of(line) <= 80 or "::" in line for line in lines)


EVIL = "\x1b[31mS\u202e1\a\x9b2J"


@pytest.mark.parametrize("words", [[], ["-v"], ["-vv"], ["-q"]])
def test_nothing_in_data_reaches_the_terminal_raw(run, kitchen, words):
    (kitchen / "evil.csv").write_text(
        f'id,shop,slices,grams\n"{EVIL}\nx",{EVIL},"{EVIL}",60\n\u6771\u4eac\U0001f363,"a\rb",3,1\n', encoding="utf-8"
    )
    code, out, _ = run("--samples", "evil.csv", *words)

    assert code == 1
    assert not re.search("[^\\n\x20-\x7e\xa0-\u1fff\u2026\u3000-\uffff\U00010000-\U0001ffff]", out)
    assert "\\x1b[31m" in out or words == ["-q"]


def test_nor_anything_in_names_of_files_and_procedures(run, kitchen):
    procedure = (kitchen / "specs" / "ham.yaml").read_text()
    (kitchen / "specs" / "ham.yaml").write_text(
        procedure.replace("Slices of ham", '"\\e[2J"').replace("title: Ham sandwich", 'title: "\\e[31m"')
    )
    (kitchen / "a\x1b[31mb.csv").write_text("id,shop,slices,grams\n1,a,3,60\n")
    for words in ([], ["-v"]):
        assert "\x1b" not in "".join(map(str, run("--samples", "a\x1b[31mb.csv", *words)[1:]))
    assert "\x1b" not in run("\x1b[31m.yaml")[2]


def test_a_report_on_the_screen_is_as_safe(run, kitchen):
    (kitchen / "evil.csv").write_text(f'id,shop,slices,grams\n"{EVIL}",{EVIL},3,60\n', encoding="utf-8")
    out = run("--samples", "evil.csv", "--json", "-")[1]

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
    assert json.loads(out)["verdicts"][0]["items_total"] == 0
    assert EVIL in {verdict["per"].get("shop") for verdict in json.loads(out)["verdicts"]}
