"""What was promised to be mended is held against the lots that follow."""

import json
from pathlib import Path

import pytest
from oven_runs import COMO, WHO, baked, edited, ends, ran, states, trays

from qa_run.cli.main import main

ONE = """\
corrections:
  - id: K-1
    for: specs/oven.yaml::core::limits
    what: a new burner
    by: Marco Bianchi
    promised: 2026-03-01
    due: 2026-03-05
    from_lot: B3
    verify: {lots: 2}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    baked(tmp_path, trays("T21"))
    (tmp_path / "corrections.yaml").write_text(ONE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QA_RUN_HISTORY")


@pytest.mark.parametrize(
    ("rows", "day", "state", "outcome"),
    [
        (trays("T21", lots=range(1, 3)), "2026-03-05", "open", "not_applicable"),
        (trays("T21", lots=range(1, 3)), "2026-03-06", "overdue", "failed"),
        (trays("T21", lots=range(1, 4)), "2026-03-06", "open", "not_applicable"),
        (trays("T21", lots=range(1, 5)), "2026-03-06", "verified", None),
        (trays("T21", "T40", lots=range(1, 6)), "2026-03-06", "recurred", "failed"),
    ],
)
def test_how_a_correction_stands(
    folder: Path, rows: list[tuple[str, str, str, str, str]], day: str, state: str, outcome: str | None
) -> None:
    baked(folder, rows)
    _, report = ran("--as-of", day)

    assert states(report, "corrections") == {"K-1": state}
    assert ends(report).get("K-1::effective") == outcome


def test_one_that_came_again_fails_and_names_lot_and_items(folder: Path) -> None:
    baked(folder, trays("T31", "T33"))
    edited("specs/oven.yaml", lambda text: text.replace("lower: 75,", "lower: 75, accept: {at_most: 50 %},"))
    code, report = ran()
    verdict = next(each for each in report["verdicts"] if each["id"] == "corrections.yaml::K-1::effective")

    assert code == 1
    assert verdict["message"] == "recurred: mended from lot B3 on, and found again in lot B3 (2 of 4: T31, T33)"
    assert [item["item"] for item in verdict["items"]] == ["T31", "T33"], "also where so many are accepted"


def test_a_concession_hides_no_recurrence(folder: Path) -> None:
    baked(folder, trays("T31"))
    main(["concede", COMO, *WHO])
    code, report = ran()

    assert (code, ends(report)["K-1::effective"], ends(report)["core::limits"]) == (1, "failed", "conceded")


def test_only_the_stratum_that_it_is_about_counts(folder: Path) -> None:
    edited("corrections.yaml", lambda text: text + "    stratum: {shop: Como}\n")
    baked(folder, trays("T21", "T30", "T42", lots=range(1, 6)))

    assert states(ran()[1], "corrections") == {"K-1": "verified"}


def test_verdicts_that_failed_say_what_was_promised(folder: Path) -> None:
    told = {each["id"]: each["correction"] for each in ran()[1]["verdicts"]}

    assert told[COMO]["id"] == "K-1"
    assert told["specs/oven.yaml::burnt::equals"] is None


def test_a_characteristic_stands_for_all_of_its_requirements(folder: Path) -> None:
    edited("corrections.yaml", lambda text: text.replace("for: specs/oven.yaml::core::limits", "characteristic: core"))
    baked(folder, trays("T31"))

    assert states(ran()[1], "corrections") == {"K-1": "recurred"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("::core::", "::cor::"), "did you mean 'specs/oven.yaml::core::limits'?"),
        (("for: specs/oven.yaml::core::limits", "characteristic: cor"), "no planned requirement is cor"),
        (("verify: {lots: 2}", "stratum: {town: Como}"), "the batch has no column 'town'"),
    ],
)
def test_one_that_cannot_be_verified_is_not_inspected(folder: Path, change: tuple[str, str], told: str) -> None:
    edited("corrections.yaml", lambda text: text.replace(*change))
    code, report = ran()

    assert (code, states(report, "corrections")) == (1, {"K-1": "unverifiable"})
    assert ends(report)["K-1::effective"] == "not_inspected"
    assert told in report["corrections"][0]["said"]


def test_samples_without_lots_verify_nothing(folder: Path) -> None:
    edited("specs/oven.yaml", lambda text: text.replace("lot: batch, ", ""))

    assert "name no lot" in ran()[1]["corrections"][0]["said"]


def test_one_for_a_procedure_that_is_not_run_is_left_to_other_runs(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "oven.yaml").write_text("procedure: more\n", encoding="utf-8")
    edited("corrections.yaml", lambda text: text.replace("specs/oven", "more/oven"))
    _, report = ran()

    assert states(report, "corrections") == {"K-1": "elsewhere"}
    assert not any(each["id"].startswith("corrections") for each in report["verdicts"])


@pytest.mark.usefixtures("recorded")
def test_lots_of_earlier_runs_count(folder: Path) -> None:
    found = []
    for lot in range(2, 6):
        baked(folder, trays("T21", lots=[lot]))
        found.append(states(ran()[1], "corrections")["K-1"])

    assert found == ["overdue", "open", "verified", "verified"]
    baked(folder, trays("T61", lots=[6]))
    assert states(ran()[1], "corrections") == {"K-1": "recurred"}
    baked(folder, trays(lots=[7]))
    assert states(ran()[1], "corrections") == {"K-1": "recurred"}, "it stays so until another promise is made"


@pytest.mark.usefixtures("recorded")
def test_they_are_listed_with_how_often_the_same_was_promised(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    baked(folder, trays("T31"))
    ran()
    second = ONE.partition("\n")[2].replace("K-1", "K-2").replace("promised: 2026-03-01", "promised: 2026-03-04")
    edited("corrections.yaml", lambda text: f"{text}    replaced_by: K-2\n{second}")
    capsys.readouterr()
    assert main(["corrections", "--as-of", "2026-03-06", "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert [(each["id"], each["state"], each["number"]) for each in told["corrections"]] == [
        ("K-1", "replaced", 1),
        ("K-2", "overdue", 2),
    ]
    assert told["counts"] == [{"by": "characteristic", "value": "core", "promises": 2, "did_not_hold": 1}]
    main(["corrections", "--as-of", "2026-03-06"])
    assert "the 2nd promise for the same thing" in capsys.readouterr().out


def test_without_a_file_there_is_nothing_to_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("corrections.yaml").unlink()

    assert main(["corrections"]) == 4
    assert "nothing was promised here" in capsys.readouterr().err
