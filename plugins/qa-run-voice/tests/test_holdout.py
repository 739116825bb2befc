"""Precision and recall on utterances that were labelled before the packs were written; `pytest -s` prints them."""

import csv
from pathlib import Path
from typing import Any

import pytest
import qa_run

from qa_run_voice.hearing import groups_in
from qa_run_voice.packs import GROUPS, LANGUAGES
from qa_run_voice.scoring import labelled, lines, main, scores

HERE = Path(__file__).parent
LEAST = 0.95
MENDED = 0.96


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_labelled_first_is_heard(language: str) -> None:
    path = HERE / "holdout" / f"{language}.csv"
    utterances = labelled(path)
    print("", *lines(path), sep="\n")
    score = scores(utterances, lambda text: groups_in(text, language))[""]

    assert len({utterance for _, utterance in utterances}) >= 150
    assert score.precision >= LEAST
    assert score.recall >= LEAST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", ["development", "unseen", "fresh", "strangers"])
def test_what_the_packs_were_mended_by_stays_heard(language: str, folder: str) -> None:
    """No measure of what is heard in other people's transcripts: these were looked at, and are not to get worse."""
    path = HERE / folder / f"{language}.csv"
    print("", *lines(path), sep="\n")
    score = scores(labelled(path), lambda text: groups_in(text, language))[""]

    assert score.precision >= MENDED
    assert score.recall >= MENDED


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_procedure_hears_in_a_column_what_is_heard_in_a_text(
    language: str, tmp_path: Path, voice: dict[str, Any]
) -> None:
    utterances = [utterance for _, utterance in labelled(HERE / "holdout" / f"{language}.csv")]
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "u"), *enumerate(utterances)])
    required = "".join(
        f"\n  {group}: {{column: u, never_says: {{language: {language}, any_of: [{group}]}}}}" for group in GROUPS
    )
    (tmp_path / "spec.yaml").write_text(
        f"procedure: p\nsamples: {{from: rows.csv, item: id}}\ncharacteristics:{required}\n", encoding="utf-8"
    )
    report = qa_run.run(tmp_path / "spec.yaml", items=len(utterances), **voice)

    in_column = {(int(item.item), verdict.characteristic) for verdict in report.verdicts for item in verdict.items}
    assert in_column == {
        (number, group) for number, text in enumerate(utterances) for group in groups_in(text, language)
    }


def test_a_line_without_labels_is_refused_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "en.csv"
    path.write_text("groups|utterance\nthanks|Thanks.\nthank|Ta.\n", encoding="utf-8")

    assert main([str(path)]) == 4
    assert f"{path}:3: write groups|utterance" in capsys.readouterr().err


def test_a_file_that_is_named_for_no_language_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "de.csv"
    path.write_text("groups|utterance\nthanks|Danke.\n", encoding="utf-8")

    assert main([str(path)]) == 4
    assert "language 'de' has no pack" in capsys.readouterr().err
