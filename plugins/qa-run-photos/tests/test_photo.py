"""The criterion in procedures that people write, right and wrong, and in three languages."""

from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import SpecErrors, Verdict
from qa_run.testing import conformance, in_words

from qa_run_photos.photo import Photo

SPEC = """procedure: look
samples:
  from: look.csv
  item: audit
  references: {photos: {from: photos.csv, key: {file: photo}}}
characteristics:
  photo: {photo: WRITTEN}
"""
PHOTOS = """file,sha256,taken_at,fault,shot
1.jpg,a1,2026-03-02 10:00,,2026-03-01
2.jpg,a2,2026-03-02 11:00,,2026-03-02 11:00
3.jpg,a1,2026-03-02 12:00,,2026-03-02 12:00
"""


def judged(folder: Path, photos: dict[str, Any], written: str, *rows: str, spec: str = SPEC) -> Verdict:
    lines = ["audit,photo,digest,at,shop", *(f"{number},{row}" for number, row in enumerate(rows, 1))]
    (folder / "look.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "photos.csv").write_text(PHOTOS, encoding="utf-8")
    (folder / "spec.yaml").write_text(spec.replace("WRITTEN", written), encoding="utf-8")
    return list(qa_run.run(folder / "spec.yaml", **photos).verdicts)[1]


def found(verdict: Verdict) -> list[tuple[str | None, str]]:
    return [(item.item, item.finding) for item in verdict.items]


def test_it_conforms_to_the_contract() -> None:
    conformance(Photo)


def test_a_copy_under_another_name_is_the_same_photo(tmp_path: Path, photos: dict[str, Any]) -> None:
    verdict = judged(tmp_path, photos, "photos", "1.jpg,,,", "2.jpg,,,", "3.jpg,,,")

    assert found(verdict) == [("1", "used more than once"), ("3", "used more than once")]


def test_two_audits_whose_photos_are_missing_share_none(tmp_path: Path, photos: dict[str, Any]) -> None:
    verdict = judged(tmp_path, photos, "photos", "8.jpg,,,", "9.jpg,,,", ",,,")

    assert found(verdict) == [("1", "file missing"), ("2", "file missing"), ("3", "no photo")]


def test_a_photo_is_shared_by_audits_of_other_strata_too(tmp_path: Path, photos: dict[str, Any]) -> None:
    spec = SPEC.replace("item: audit", "item: audit\n  per: [shop]")
    verdict = judged(tmp_path, photos, "photos", "1.jpg,,,Bari", "3.jpg,,,Lodi", "2.jpg,,,Lodi", spec=spec)

    assert [item for item, _ in found(verdict)] == ["1", "2"]


def test_the_columns_of_another_list_are_told(tmp_path: Path, photos: dict[str, Any]) -> None:
    written = "{of: photos, digest: digest, not_before: at, taken_at: photos.shot}"
    verdict = judged(tmp_path, photos, written, "1.jpg,A1,2026-03-02 09:00,", "2.jpg,a3,2026-03-02 09:00,")

    assert found(verdict) == [("1", "older than the audit"), ("2", "another digest")]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("fotos", "the samples have no reference 'fotos' .did you mean 'photos'"),
        ("{digest: sha256}", "of"),
        ("{of: photos, taken: at}", "taken"),
        ("true", "of|reference"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, photos: dict[str, Any], written: str, message: str) -> None:
    with pytest.raises(SpecErrors, match=message):
        judged(tmp_path, photos, written, "1.jpg,,,")


def test_the_photos_are_found_by_the_column_that_is_judged(tmp_path: Path, photos: dict[str, Any]) -> None:
    spec = SPEC.replace("{file: photo}", "{file: digest}")

    with pytest.raises(SpecErrors, match="photos is looked up by digest, and not by photo"):
        judged(tmp_path, photos, "photos", "1.jpg,,,", spec=spec)


@pytest.mark.parametrize(
    ("written", "en", "it", "pl"),
    [
        (
            "photos",
            "a photo in photos, of this item alone",
            "una foto in photos, di questo solo elemento",
            "zdjęcie w photos, tylko tej jednej pozycji",
        ),
        (
            {"of": "photos", "digest": "sha", "not_before": "began", "no_later_than": "ended"},
            "a photo in photos, of this item alone, with the digest in sha, taken not before began, "
            "taken no later than ended",
            "una foto in photos, di questo solo elemento, con l'impronta registrata in sha, scattata non prima di "
            "began, scattata non dopo ended",
            "zdjęcie w photos, tylko tej jednej pozycji, ze skrótem zapisanym w sha, zrobione nie wcześniej niż "
            "began, zrobione nie później niż ended",
        ),
    ],
)
def test_a_sentence_in_three_languages(written: Any, en: str, it: str, pl: str) -> None:
    assert [in_words(Photo, written, language=language) for language in ("en", "it", "pl")] == [en, it, pl]
