"""Sections of the screen, from reports put together by hand: what the shipped examples do not show."""

from datetime import UTC, datetime

from attrs import evolve

from qa_run.cli.screen.letters import letters
from qa_run.cli.screen.notices import notices
from qa_run.cli.screen.page import Span
from qa_run.cli.screen.progress import Progress
from qa_run.cli.screen.sections import BLOCKING, failures, told
from qa_run.cli.screen.summary import last_line, summary
from qa_run.cli.screen.text import width_of
from qa_run.errors import Place
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Override, Procedure
from qa_run.model.report import ProcedureReport, Report, SourceReport
from qa_run.model.samples import Samples
from qa_run.model.verdict import Buckets, Nonconformity, Verdict

HERE = Place("a.yaml", 3, 5)
PROCEDURE = Procedure(name="a", path="a.yaml", place=HERE, samples=Samples(place=HERE), requirements=())
VERDICT = Verdict(
    id="a.yaml::w::limits", procedure="a", characteristic="w", criterion="limits", plugin="qa-run", severity="", per={},
    outcome=Outcome.FAILED, requirement="at most 3", because="", place=HERE, overrides=None, message="1 of 9: 1 above",
    inspected=9, nonconforming=1, accept=0, measured={}, limits={}, convention="", buckets=Buckets(),
)  # fmt: skip
NOW = datetime(2026, 3, 1, tzinfo=UTC)


READ = (SourceReport(procedure="a", path="a.csv", rows=9, items=9),)


def report(*verdicts, procedure=PROCEDURE, sources=READ, **more):
    one = ProcedureReport(
        procedure=procedure, sources=sources, verdicts=verdicts, outcomes=[each.outcome for each in verdicts]
    )
    return Report(
        run_id="", started=NOW, as_of=NOW, duration_s=61.0, version="0", plugins=(), command=(), environment={},
        procedures=(one,), **more,
    )  # fmt: skip


def stratum(number, **changes):
    return evolve(VERDICT, id=f"a.yaml::w::limits[site={number:03}]", per={"site": f"{number:03}"}, **changes)


def text(lines):
    return "\n".join("".join(span.text for span in each).rstrip() for each in lines)


def one(*outcomes):
    return report(*(evolve(VERDICT, outcome=outcome) for outcome in outcomes)).procedures[0]


def test_letters_wrap_and_end_in_the_percentage():
    found = text(letters(one(*[Outcome.PASSED] * 100), 60, 50)).splitlines()

    assert found[0] == "a.yaml " + "." * 46
    assert found[-1].endswith(" [ 50%]")
    assert all(len(each) <= 60 for each in found)
    assert sum(each.count(".") for each in found) == 101


def test_thousands_of_verdicts_are_counted():
    many = one(*[Outcome.PASSED] * 4900, *[Outcome.FAILED] * 100)

    assert text(letters(many, 60, None)) == "a.yaml 100 failed, 4900 passed"


def test_every_outcome_has_a_letter_of_its_own():
    assert text(letters(one(*Outcome), 80, None)) == "a.yaml -.mcnFE"


def test_many_strata_fold_into_one_block_with_the_worst_first():
    verdicts = [stratum(number, nonconforming=number) for number in range(50)]
    found = text(failures(told(report(*verdicts), BLOCKING, every=False), 80))

    assert found.count("____ ") == 1
    assert found.index("049") < found.index("048")
    assert "and 42 strata more" in found
    assert len(found.splitlines()) < 25


def test_what_keeps_all_of_a_procedure_from_being_inspected_is_told_once():
    silent = evolve(VERDICT, outcome=Outcome.NOT_INSPECTED, message="2 lines cannot be read")
    found = told(report(silent, evolve(silent, id="a.yaml::v::present"), evolve(silent, id="a.yaml::u::present")),
                 BLOCKING, every=False)  # fmt: skip

    assert text(failures(found, 80)).count("2 lines cannot be read") == 1
    assert "NOT INSPECTED a.yaml::* - 3 requirements: 2 lines cannot be read" in text(summary(found, None, every=False))


def test_all_strata_are_told_if_every_one_is_asked_for():
    verdicts = [stratum(number) for number in range(50)]
    every = told(report(*verdicts), BLOCKING, every=True)

    assert text(failures(every, 80)).count("required  at most 3") == 50
    assert text(summary(every, None, every=True)).count("FAILED a.yaml") == 50


def test_the_summary_of_many_strata_says_how_many_are_left():
    found = text(summary(told(report(*map(stratum, range(50))), BLOCKING, every=False), None, every=False))

    assert found.count("FAILED a.yaml") == 10
    assert "... and 40 strata more of a.yaml::w::limits" in found


def test_items_left_out_are_counted():
    item = Nonconformity(item="S-1", value=4, finding="above", place="a.csv:2")
    found = text(failures(told(report(evolve(VERDICT, items=(item,), items_total=7)), BLOCKING, every=False), 80))

    assert "and 6 more" in found
    assert "--items-out FILE" in found


def test_the_overriding_line_is_told():
    found = text(failures(told(report(evolve(VERDICT, overrides=Place("ny.yaml", 9, 1))), BLOCKING, every=False), 80))

    assert "changes   ny.yaml:9:1" in found


def test_a_long_line_of_the_summary_keeps_its_node_id_and_fits():
    found = text(summary(told(report(evolve(VERDICT, message="x" * 200)), BLOCKING, every=False), 60, every=False))

    assert found.splitlines()[1].startswith("FAILED a.yaml::w::limits - xxx")
    assert all(width_of(each) <= 60 for each in found.splitlines())


def test_what_must_be_known_beside_the_verdicts():
    override = Override(("w", "upper"), Place("ny.yaml", 9, 1), HERE, "weaker", "3", "5")
    source = SourceReport(
        procedure="a", path="a.csv", rejected=tuple((f"a.csv:{line}", "too many cells") for line in range(2, 10)),
        excluded=(("only: stage is hot", 12),),
    )  # fmt: skip
    changed = evolve(
        PROCEDURE, overrides=(override, evolve(override, kind="stronger"), evolve(override, kind="gone", now=""))
    )
    found = text(notices(report(procedure=changed, sources=(source,), complete=False, not_run=("b.yaml",)), 80, False))

    assert "a.csv  8 lines could not be read" in found
    assert "a.csv:2: too many cells" in found
    assert "and 3 more" in found
    assert "12  only: stage is hot" in found
    assert "weaker    w.upper: 5, was 3" in found
    assert "gone      w.upper: taken away, was 3" in found
    assert "stronger" not in found
    assert "The run is not complete" in found
    assert "not run   b.yaml" in found


def test_nothing_to_notice_is_no_section():
    assert text(notices(report(VERDICT), 80, False)) == ""


def test_the_last_line_counts_the_worst_first():
    verdicts = [evolve(VERDICT, outcome=outcome) for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.NOT_INSPECTED)]

    assert text([last_line(report(*verdicts), 80, False)]) == "1 failed, 1 not inspected, 1 passed in 1 min 1 s"


def test_the_last_line_gives_the_reason_that_the_counts_do_not():
    run = report(evolve(VERDICT, outcome=Outcome.PASSED), complete=False, require_complete=True)

    assert "--require-complete" in text([last_line(run, 200, False)])


def test_progress_says_how_far_it_is():
    assert Progress(planned=8, done=3).text(12.2) == "working: 3 of 8 procedures done, 12 s"


def test_a_span_is_safe_however_it_is_made():
    assert Span("\x1b[2J").text == "\\x1b[2J"
