"""What becomes of a verdict in pytest."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

BAD = ("--qa-run-samples", "specs/samples/portions-bad.csv")


def write(project: Path, characteristics: str, rows: str = "id,x\n1,4\n2,5\n", samples: str = "") -> None:
    (project / "specs" / "batch.csv").write_text(rows, encoding="utf-8")
    (project / "specs" / "one.yaml").write_text(
        f"procedure: one\nsamples: {{from: batch.csv, item: {{column: id, repeats: allowed}}{samples}}}\n"
        f"characteristics: {characteristics}\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize("words", [("-n", "2"), ("--qa-run-strata",)], ids=" ".join)
def test_failures_show_the_items_and_their_places(ran, words) -> None:
    result = ran("specs", *BAD, *words)

    assert result.ret == 1
    result.stdout.fnmatch_lines_random(
        ["*required  Slices of ham: exactly 4 (critical)", "*P-2 *3 *not the value *specs/samples/portions-bad.csv:3"]
    )
    result.stdout.fnmatch_lines(["FAILED specs/portions.yaml::ham_slices::exactly* - 1 of 6 items: 1 not the value*"])


def test_items_and_order_are_the_same_with_and_without_workers(ran) -> None:
    alone = ran("specs", *BAD).parseoutcomes()
    shared = ran("specs", *BAD, "-n", "2").parseoutcomes()

    assert {name: alone[name] for name in ("failed", "passed")} == {"failed": 4, "passed": 1}
    assert {name: shared[name] for name in ("failed", "passed")} == {"failed": 4, "passed": 1}


def test_what_failed_last_is_run_first(ran) -> None:
    ran("specs", *BAD)

    assert ran("specs", "--lf").parseoutcomes()["passed"] == 4


def test_it_stops_at_the_first(ran) -> None:
    assert ran("specs", *BAD, "-x").parseoutcomes()["failed"] == 1


def test_not_inspected_fails_and_says_so(ran, project) -> None:
    write(project, "{x: {lower: 1, inspect: {at_least: 20}}, y: {lower: 1}}")

    result = ran("specs/one.yaml")

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        ["FAILED specs/one.yaml::x::limits - NOT INSPECTED: *", "FAILED *y* - NOT INSPECTED: *"]
    )


def test_no_items_fail(ran, project) -> None:
    write(project, "{x: {lower: 1}}", rows="id,x\n")

    ran("specs/one.yaml").assert_outcomes(failed=1)


def test_not_applicable_is_skipped_at_its_line(ran, project) -> None:
    write(project, "{x: {lower: 1, when: {id: 9}, may_be_none: true}}")

    result = ran("specs/one.yaml", "-rs")

    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED * specs/one.yaml:3: *"])


MARGINAL = '''
import narwhals as nw
from attrs import frozen
from qa_run import Number, criterion, hookimpl

@criterion("nearly")
@frozen
class Nearly:
    """At most `upper`; near it is marginal."""
    upper: int
    reads = Number
    def sentence(self, language): return f"at most {self.upper}"
    def conforms(self, value): return value <= self.upper
    def marginal(self, value): return value == self.upper

@criterion("breaks")
@frozen
class Breaks:
    """Breaks."""
    upper: int
    reads = Number
    def sentence(self, language): return "whatever"
    def conforms(self, value): raise RuntimeError("worn out")

@hookimpl
def qa_criteria(): return [Nearly, Breaks]
'''


def with_plugin(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "nearly.py").write_text(MARGINAL, encoding="utf-8")
    (project / "pytest.ini").write_text("[pytest]\nqa_run_plugins = nearly\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(project))


@pytest.mark.parametrize("words", [(), ("-n", "2")], ids=" ".join)
def test_marginal_passes_with_a_word_to_be_said(ran, project, monkeypatch, words) -> None:
    with_plugin(project, monkeypatch)
    write(project, "{x: {nearly: 5}}")

    result = ran("specs/one.yaml", *words)

    assert result.ret == 0
    result.stdout.fnmatch_lines(["*released with a word to be said*", "MARGINAL specs/one.yaml::x::nearly - *"])
    result.stdout.re_match_lines([".*1 marginal.*"])


def test_marginal_fails_where_that_is_asked_for(ran, project, monkeypatch) -> None:
    with_plugin(project, monkeypatch)
    write(project, "{x: {nearly: 5}}")

    assert ran("specs/one.yaml", "--qa-run-strict-marginal").ret == 1


def test_a_plugin_that_breaks_is_an_error(ran, project, monkeypatch) -> None:
    with_plugin(project, monkeypatch)
    write(project, "{x: {breaks: 5}, id: {present: true}}")

    result = ran("specs/one.yaml")

    result.assert_outcomes(errors=1, passed=1)
    result.stdout.fnmatch_lines(["*worn out*"])


def test_a_plugin_that_is_not_there_is_an_error(ran, project) -> None:
    (project / "pytest.ini").write_text("[pytest]\nqa_run_plugins = nowhere\n", encoding="utf-8")

    result = ran("specs")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*nowhere*"])


def test_missing_samples_are_an_error_of_each_requirement(ran, project) -> None:
    (project / "specs" / "samples" / "portions.csv").unlink()

    result = ran("specs", "-n", "2")

    result.assert_outcomes(errors=5)
    result.stdout.fnmatch_lines(["*specs/portions.yaml:5:3: no file matches samples/portions.csv*"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--qa-run-samples", "nowhere.csv"), "*no file matches */nowhere.csv, which was given as samples*"),
        (("--qa-run-samples", "portion=x.csv"), "*portion=*: no procedure has that name*there are: portions*"),
        (("--qa-run-samples", "=x.csv"), "*write PATH, or NAME=PATH*"),
        (("--qa-run-samples", "portions="), "*write PATH, or NAME=PATH*"),
        (("--qa-run-as-of", "yesterday"), "*--qa-run-as-of yesterday*RFC 3339*"),
        (("--qa-run-items", "-1"), "*qa_run_items: -1: write 0 or more*"),
        (("-o", "qa_run_items=many"), "*qa_run_items: many: write 0 or more*"),
        (("-o", "qa_run_paths=nowhere"), "*qa_run_paths: nowhere: there is no such file or folder*"),
        (("-o", "qa_run_strata=perhaps"), "*perhaps*"),
        (("specs/portions.yaml::nothing",), "*not found: *specs/portions.yaml::nothing*"),
        (("specs/portions.yaml::ham_slices::exactly[counter=Paris]",), "*not found: *::ham_slices::exactly*"),
        (("specs/nowhere.yaml",), "*file or directory not found: specs/nowhere.yaml*"),
        (("-k", "Milano"), "*5 deselected*"),
        (("-m", "criticl"), "*5 deselected*"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_words_are_told_and_never_green(ran, words: tuple[str, ...], says: str) -> None:
    result = ran(*(() if words[0].startswith("specs") else ("specs",)), *words)

    assert result.ret != 0
    pytest.LineMatcher(result.outlines + result.errlines).fnmatch_lines([says])


def test_junit_xml_has_one_case_for_each_item_with_the_text_in_it(ran, project) -> None:
    ran("specs", *BAD, "--junitxml", "j.xml")
    cases = list(ElementTree.parse(project / "j.xml").iter("testcase"))
    failed = next(case for case in cases if case.get("name") == "exactly")
    failure = failed.find("failure")

    assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases) == 5
    assert failure is not None
    assert "1 of 6 items" in (failure.get("message") or "")
    assert "portions-bad.csv:3" in (failure.text or "")


def test_what_a_variant_weakens_is_told(ran, project) -> None:
    (project / "specs" / "rome.yaml").write_text(
        "extends: portions.yaml\nprocedure: rome\ncharacteristics: {checked_by: null}\n", encoding="utf-8"
    )

    result = ran("specs", "-n", "2", "--dist", "loadfile")

    result.stdout.fnmatch_lines(
        ["*notices of qa-run*", "specs/rome.yaml changes what its base says", "gone *checked_by*"]
    )


def test_samples_cannot_write_to_the_terminal(ran, project) -> None:
    write(project, "{x: {exactly: 4}}", rows="id,x\n\x1b[31mred,9\n")

    result = ran("specs/one.yaml", "--color=no")

    result.assert_outcomes(failed=1)
    assert "\x1b" not in "".join(result.outlines)
