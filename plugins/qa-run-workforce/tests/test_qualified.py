"""The criterion in procedures that people write, right and wrong, and in three languages."""

from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import Outcome, SpecErrors, Verdict
from qa_run.testing import conformance, in_words

import qa_run_workforce
from qa_run_workforce.qualified import Qualified

SPEC = """procedure: tested
REVISION
samples:
  from: rows.csv
  item: id
  time: at
  references:
    training: {from: training.csv, key: {person: by}, valid: {from: given, until: ends}, latest: given}
    trainers: {from: training.csv, key: {person: beside}, only: {level: trainer}, any: true}
characteristics:
  by: {qualified: WRITTEN}
"""
RECORDS = """person,revision,level,given,ends
ann,1,trainer,2026-01-01,2026-03-20
bob,2,trainee,2026-02-01,
eva,1,trained,2026-01-01,
eva,2,trained,2026-03-05,
"""
TRAINEES = "level: training.level, trainees: [trainee]"


def judged(folder: Path, workforce: dict[str, Any], written: str, *rows: str, revision: str = "2") -> Verdict:
    lines = ["id,by,beside,at", *(f"{number},{row}" for number, row in enumerate(rows, 1))]
    (folder / "rows.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "training.csv").write_text(RECORDS, encoding="utf-8")
    spec = SPEC.replace("REVISION", f"revision: {revision}" if revision else "").replace("WRITTEN", written)
    (folder / "spec.yaml").write_text(spec, encoding="utf-8")
    _, verdict = qa_run.run(folder / "spec.yaml", **workforce).verdicts
    return verdict


def found(verdict: Verdict) -> list[tuple[str | None, str]]:
    return [(item.item, item.finding) for item in verdict.items]


def test_it_conforms_to_the_contract() -> None:
    conformance(Qualified)


def test_what_ends_soon_is_marginal(tmp_path: Path, workforce: dict[str, Any]) -> None:
    written = "{reference: training, marginal: 10 days}"
    far = judged(tmp_path, workforce, written, "ann,,2026-03-10 09:00")
    near = judged(tmp_path, workforce, written, "ann,,2026-03-11 09:00", "eva,,2026-03-11")

    assert (far.outcome, near.outcome) == (Outcome.PASSED, Outcome.MARGINAL)
    assert near.measured["marginal"] == 1


def test_the_revision_is_that_of_the_procedure_unless_a_column_says_so(
    tmp_path: Path, workforce: dict[str, Any]
) -> None:
    rows = ("eva,,2026-03-04", "eva,,2026-03-05", "ann,,2026-03-05")
    written = "{reference: training, revision: training.revision}"
    older = "trained for an older revision"

    assert found(judged(tmp_path, workforce, written, *rows)) == [("1", older), ("3", older)]
    assert found(judged(tmp_path, workforce, written, *rows, revision="1")) == []


def test_where_nobody_supervises_trainees_may_not_do_it(tmp_path: Path, workforce: dict[str, Any]) -> None:
    rows = ("bob,ann,2026-03-04", "ann,,2026-03-04")

    assert found(judged(tmp_path, workforce, f"{{reference: training, {TRAINEES}}}", *rows)) == [("1", "trainee")]


@pytest.mark.parametrize(
    ("written", "revision", "message"),
    [
        ("{reference: trainning}", "2", "the samples have no reference 'trainning' .did you mean 'training'"),
        ("{reference: trainers}", "2", "trainers is looked up by beside, and not by by .require it of beside"),
        ("{reference: training, in_force: at}", "2", "as in revision: training.revision"),
        ("{reference: training, trainees: [x]}", "2", "as in level: training.level"),
        ("{reference: training, level: training.level}", "2", "11:48: level tells trainees from others"),
        ("{reference: training, supervised_by: beside}", "2", "supervised_by says something of trainees"),
        (f"{{reference: training, {TRAINEES}, supervisors: trainers}}", "2", "write supervised_by: and its column"),
        (
            f"{{reference: training, {TRAINEES}, supervised_by: at, supervisors: trainers}}",
            "2",
            "trainers is looked up by beside, and not by at .name beside",
        ),
        ("{reference: training, marginal: -3 days}", "2", "marginal is a length of time above nothing"),
        ("{reference: training, revision: training.revision}", "", "the procedure has no revision"),
        ("{reference: training, revision: training.revision}", "B", "the revision 'B' is no number"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, workforce: dict[str, Any], written: str, revision: str, message: str
) -> None:
    with pytest.raises(SpecErrors, match=message):
        judged(tmp_path, workforce, written, "ann,,2026-03-10", revision=revision)


@pytest.mark.parametrize(
    ("written", "en", "it", "pl"),
    [
        (
            {"reference": "training", "marginal": "1 day"},
            "qualified by training (marginal within 1 day of the end)",
            "qualificato secondo training (al limite se mancano meno di 1 giorno alla scadenza)",
            "z uprawnieniami według training (na granicy, gdy do końca ważności mniej niż 1 dzień)",
        ),
        (
            {
                "reference": "training", "revision": "training.revision", "in_force": "recipe",
                "level": "training.level", "trainees": ["trainee"], "supervised_by": "beside", "marginal": "22 days",
            },
            "qualified by training, for the revision in recipe or a newer one, trainee only under supervision "
            "(beside) (marginal within 22 days of the end)",
            "qualificato secondo training, per la revisione in recipe o una più recente, trainee solo con "
            "affiancamento (beside) (al limite se mancano meno di 22 giorni alla scadenza)",
            "z uprawnieniami według training, na wydanie z kolumny recipe lub nowsze, trainee tylko pod nadzorem "
            "(beside) (na granicy, gdy do końca ważności mniej niż 22 dni)",
        ),
        (
            {"reference": "training", "level": "training.level", "trainees": ["trainee", "temp"]},
            "qualified by training, not as trainee, temp",
            "qualificato secondo training, non come trainee, temp",
            "z uprawnieniami według training, nie jako trainee, temp",
        ),
    ],
)  # fmt: skip
def test_a_sentence_in_three_languages(written: Any, en: str, it: str, pl: str) -> None:
    assert [in_words(Qualified, written, language=language) for language in ("en", "it", "pl")] == [en, it, pl]


def test_the_template_runs_green(workforce: dict[str, Any]) -> None:
    (template,) = qa_run_workforce.qa_templates()
    package, _, folder = template.home.partition(":")
    report = qa_run.run(Path(qa_run_workforce.__file__).parent / folder / "specs", **workforce)

    assert (package, report.exit_code, set(report.summary)) == ("qa_run_workforce", 0, {Outcome.PASSED})
