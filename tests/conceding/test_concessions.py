"""A concession turns failed into conceded, for exactly what it was written for, and for nothing else."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from oven_runs import COMO, CORE, DAY, WHO, baked, edited, ends, ran, states, trays

from qa_run.cli.main import main

LEAVE = {"core::limits": "conceded", "core::limits[shop=Como]": "conceded"}
FAILS = dict.fromkeys(LEAVE, "failed")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    baked(tmp_path, trays("T21", "T23"))
    return tmp_path


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QA_RUN_HISTORY")


def concede(node: str, *words: str) -> int:
    return main(["concede", node, *WHO, *words])


def test_what_is_conceded_releases_and_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert concede(COMO, "--quantity", "3") == 0
    code, report = ran("--strict-concessions")
    schema = files("qa_run.builtin.reporters").joinpath("report.schema.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(schema)).validate(report)
    verdict = next(each for each in report["verdicts"] if each["id"] == COMO)

    assert (code, report["outcome"], ends(report)) == (0, "conceded", LEAVE)
    assert states(report) == {"C-2026-001": "applied"}
    assert verdict["concession"]["by"] == "Anna Rossi"
    assert (verdict["concession"]["quantity"], verdict["concession"]["used"]) == (3, 2)
    assert "conceded by Anna Rossi until 2026-03-15 (C-2026-001: sold hot)" in verdict["message"]
    assert [item["item"] for item in verdict["items"]] == ["T21", "T23"]
    capsys.readouterr()
    main(["specs", *DAY])
    assert "2 conceded" in capsys.readouterr().out


def test_without_concessions_it_fails(folder: Path) -> None:
    concede(COMO)

    code, report = ran("--no-concessions")
    assert (code, ends(report), report["concessions"]) == (1, FAILS, [])


def test_over_all_follows_only_where_nothing_else_failed(folder: Path) -> None:
    concede(COMO)
    baked(folder, trays("T21", "T22"))

    assert ends(ran()[1]) == {
        "core::limits": "failed",
        "core::limits[shop=Como]": "conceded",
        "core::limits[shop=Roma]": "failed",
    }


def test_over_all_alone_concedes_no_stratum(folder: Path) -> None:
    concede(CORE)

    assert ends(ran()[1]) == FAILS | {"core::limits": "conceded"}


def test_a_pattern_is_for_all_that_it_matches(folder: Path) -> None:
    concede(f"{CORE}*", "--quantity", "2")
    code, report = ran()

    assert (code, ends(report)) == (0, LEAVE)
    assert report["concessions"][0]["used"] == 2, "over all and by shop they are the same two"


@pytest.mark.parametrize(
    ("change", "state", "told"),
    [
        (("lower: 75", "lower: 76"), "mismatch", "written for at least 75 degC (revision 3); the procedure now asks"),
        (("revision: 3", "revision: 4"), "mismatch", "the same is asked, but by another revision"),
        (("class: critical", "class: minor"), "mismatch", "written for"),
        (("title", "title"), "applied", ""),
    ],
)
def test_it_holds_for_what_it_was_written_for(folder: Path, change: tuple[str, str], state: str, told: str) -> None:
    concede(COMO)
    edited("specs/oven.yaml", lambda text: text.replace(*change))
    code, report = ran("--strict-concessions")

    assert states(report) == {"C-2026-001": state}
    assert told in "".join(report["concessions"][0]["said"])
    assert (code, ends(report)) == ((0, LEAVE) if state == "applied" else (1, FAILS))


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-02-28", "not_yet"), ("2026-03-01", "applied"), ("2026-03-15", "applied"), ("2026-03-16", "expired")],
)
def test_it_holds_on_its_days(folder: Path, day: str, state: str) -> None:
    concede(COMO)
    code, report = ran("--as-of", day)

    assert (states(report), code) == ({"C-2026-001": state}, 0 if state == "applied" else 1)


def test_one_that_is_no_longer_needed_is_told_and_fails_where_that_is_asked(folder: Path) -> None:
    concede(COMO)
    baked(folder, trays())

    assert (ran()[0], states(ran()[1])) == (0, {"C-2026-001": "not_needed"})
    code, report = ran("--strict-concessions")
    assert (code, report["exit_reason"]) == (
        1,
        "concessions to look at (C-2026-001), and --strict-concessions was given",
    )


def test_one_that_meets_nothing_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    concede(COMO)
    edited("concessions.yaml", lambda text: text.replace("::core::", "::cor::"))
    main(["specs", *DAY])

    assert "did you mean 'specs/oven.yaml::core::limits'?" in " ".join(capsys.readouterr().out.split())
    assert states(ran()[1]) == {"C-2026-001": "unmatched"}
    edited("concessions.yaml", lambda text: text.replace("specs/oven", "specs/over"))
    assert states(ran()[1]) == {"C-2026-001": "unmatched"}


def test_one_for_a_procedure_that_is_not_run_is_not_amiss(folder: Path) -> None:
    (folder / "more").mkdir()
    edited_text = (folder / "specs" / "oven.yaml").read_text(encoding="utf-8")
    (folder / "more" / "oven.yaml").write_text(edited_text.replace("oven.csv", "../specs/oven.csv"), encoding="utf-8")
    concede("more/oven.yaml::core::limits")

    assert states(ran()[1]) == {"C-2026-001": "elsewhere"}


def test_what_was_not_inspected_is_never_conceded(folder: Path) -> None:
    concede(f"{CORE}*")
    edited("specs/oven.csv", lambda text: text.replace(",core,", ",temperature,"))

    assert ends(ran()[1])["core::limits"] == "not_inspected"


def test_a_concession_does_not_stand_for_inspection(folder: Path) -> None:
    edited("specs/oven.yaml", lambda text: text.replace("characteristics:", "inspect: {at_least: 7}\ncharacteristics:"))
    concede(COMO)
    code, report = ran()

    assert (code, states(report)) == (1, {"C-2026-001": "not_applied"})
    assert "6 were inspected, 1 more are to be" in report["concessions"][0]["said"][0]


def test_lines_that_cannot_be_read_are_not_conceded(folder: Path) -> None:
    concede(COMO)
    edited("specs/oven.csv", lambda text: text + "T99,B3,2026-03-03 10:00:00,Roma,78,no,more,and more\n")
    code, report = ran()

    assert (code, states(report)) == (1, {"C-2026-001": "not_applied"})


def test_a_quantity_covers_no_more(folder: Path) -> None:
    concede(COMO, "--quantity", "1")
    code, report = ran()

    assert (code, states(report), ends(report)) == (1, {"C-2026-001": "used_up"}, FAILS)


@pytest.mark.usefixtures("recorded")
def test_a_quantity_is_counted_over_the_recorded_runs(folder: Path) -> None:
    concede(COMO, "--quantity", "3")

    assert [ran()[0] for _ in range(3)] == [0, 0, 0], "the same samples count once"
    baked(folder, trays("T41", lots=[4]))
    code, report = ran()
    assert (code, report["concessions"][0]["used"]) == (0, 3)
    assert report["concessions"][0]["counted_over"] == "all recorded runs"
    baked(folder, trays("T51", lots=[5]))
    code, report = ran()
    assert (code, states(report)) == (1, {"C-2026-001": "used_up"})
    assert "it covers 3, 3 are used in all recorded runs" in report["concessions"][0]["said"][0]


def test_one_limited_to_lots_holds_for_these(folder: Path) -> None:
    baked(folder, trays("T21", "T31"), per="batch")
    concede(f"{CORE}[batch=*", "--lot", "B2")

    assert ends(ran()[1]) == {
        "core::limits": "failed",
        "core::limits[batch=B2]": "conceded",
        "core::limits[batch=B3]": "failed",
    }
    edited("concessions.yaml", lambda text: text.replace('["B2"]', '["B2", "B3"]'))
    assert (ran()[0], set(ends(ran()[1]).values())) == (0, {"conceded"})


def test_one_limited_to_lots_says_that_it_cannot_tell_them(folder: Path) -> None:
    concede(COMO, "--lot", "B2")
    code, report = ran()

    assert (code, states(report)) == (1, {"C-2026-001": "not_applied"})
    assert "judge per lot" in report["concessions"][0]["said"][0]


def test_one_limited_to_items_covers_all_of_them_or_nothing(folder: Path) -> None:
    concede(COMO, "--item", "T21", "--item", "T23", "--item", "T99")

    assert (ran()[0], ends(ran()[1])) == (0, LEAVE)
    baked(folder, trays("T11", "T21", "T23"))
    code, report = ran()
    assert (code, ends(report)) == (1, FAILS)
    assert "1 of its 3 nonconforming items are others (T11)" in report["concessions"][0]["said"][0]


def test_a_statistic_is_conceded_but_covers_no_quantity(folder: Path) -> None:
    edited("specs/oven.yaml", lambda text: text.replace("lower: 75,", "mean: {lower: 77.9},"))
    concede("specs/oven.yaml::core::mean*")

    assert ends(ran()[1])["core::mean"] == "conceded"
    edited("concessions.yaml", lambda text: text + "    quantity: 3\n")
    assert "counts no nonconforming items" in ran()[1]["concessions"][0]["said"][0]


def test_what_a_class_counts_follows_it(folder: Path) -> None:
    edited(
        "specs/oven.yaml",
        lambda text: text.replace("shop", "batch").replace("burnt: {", "burnt: {class: minor, ")
        .replace("critical", "minor").replace("lot: batch", "lot: {column: batch, size: 4}")
        .replace("characteristics:", "accept: {plan: {standard: iso2859-1, level: II, aql: {minor: 1.0}}}\n"
                 "characteristics:"),
    )  # fmt: skip
    before = ends(ran()[1])
    assert before["@minor::plan[batch=B2]"] == before["core::limits[batch=B2]"] == "failed"
    concede("specs/oven.yaml::@minor::plan[batch=B2]")
    code, report = ran()

    assert (code, set(ends(report).values())) == (0, {"conceded"})
    assert set(ends(report)) == set(before)
    member = next(each for each in report["verdicts"] if each["id"] == f"{CORE}[batch=B2]")
    assert member["decided_by"] == member["concession"]["through"] == "specs/oven.yaml::@minor::plan[batch=B2]"


def test_the_seventh_for_the_same_is_said_aloud(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(6):
        concede(COMO)
    main(["specs", *DAY])
    assert "concession for" not in capsys.readouterr().out.rpartition("NOTICES")[2]
    concede(COMO)
    assert "It is the 7th concession for specs/oven.yaml::core::limits." in capsys.readouterr().out
    main(["specs", *DAY])

    assert "the 7th concession for the same requirement" in capsys.readouterr().out


@pytest.mark.usefixtures("recorded")
def test_those_that_were_taken_out_of_the_file_are_counted_as_well(folder: Path) -> None:
    for _ in range(2):
        concede(COMO)
        ran()
        Path("concessions.yaml").rename("old.yaml")
        concede(COMO, "--id", "C-new")
        assert ran()[1]["concessions"][0]["number"] == 2
        Path("concessions.yaml").unlink()


def test_node_ids_start_from_the_project_wherever_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    concede(COMO)
    (folder / "qa-run.toml").write_text('concessions = "concessions.yaml"\n', encoding="utf-8")
    monkeypatch.chdir(folder / "specs")

    assert main(["oven.yaml", "-qq", *DAY]) == 0


@pytest.mark.parametrize("name", ["concessions.yml", "concession.yaml", "concessions.json", "correction.yaml"])
def test_a_file_that_is_called_nearly_so_is_not_left_out_in_silence(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text("concessions: []\n", encoding="utf-8")

    assert main(["specs"]) == 4
    assert f"{name} is not read" in capsys.readouterr().err


def test_a_file_that_the_settings_name_must_be_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["specs", "-o", "concessions=leave.yaml"]) == 4
    assert "there is no file" in capsys.readouterr().err


def test_a_fault_stops_the_run_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    concede(COMO)
    edited("concessions.yaml", lambda text: text.replace("reason", "raeson"))

    assert main(["specs"]) == 4
    assert "concessions.yaml:4:5: unknown key 'raeson' (did you mean 'reason'?)" in capsys.readouterr().err


def test_an_entry_is_put_behind_the_others_which_stay_as_they_are(folder: Path) -> None:
    concede(COMO)
    edited("concessions.yaml", lambda text: f"# of the kitchen\n{text}    # the last word\n")
    before = Path("concessions.yaml").read_text(encoding="utf-8")
    concede(CORE)

    after = Path("concessions.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    assert list(states(ran()[1])) == ["C-2026-001", "C-2026-002"]


@pytest.mark.parametrize("ending", ["toml", "json", "yml"])
def test_an_entry_in_another_format(folder: Path, ending: str) -> None:
    (folder / "qa-run.toml").write_text(f'concessions = "leave.{ending}"\n', encoding="utf-8")
    concede(COMO)
    concede(CORE)

    assert list(states(ran()[1])) == ["C-2026-001", "C-2026-002"]


@pytest.mark.parametrize(
    ("node", "words", "message"),
    [
        ("specs/oven.yaml::cor::limits", (), "did you mean 'specs/oven.yaml::core::limits'?"),
        ("specs/over.yaml::core::limits", (), "there is no such file"),
        ("specs/*.yaml::core::limits", (), "name the file of the procedure in full"),
        ("core", (), "is no node id"),
        (COMO, ("--until", "2026-02-01"), "it would never hold"),
        (COMO, ("--until", "soon"), "is no day"),
        (COMO, ("--quantity", "0"), "at least one item"),
        (COMO, ("--quantity", "x"), "no number of items"),
        (COMO, ("--by", "7"), "says nothing to a person"),
        (COMO, ("--reason", " "), "nothing stands here"),
        (COMO, ("--lot", "B1", "--lot", "B1"), "B1 stands twice"),
        (COMO, ("--id", "C 1"), "is no id"),
    ],
)
def test_what_cannot_be_conceded(
    folder: Path, node: str, words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert concede(node, *words) == 4
    assert message in capsys.readouterr().err
    assert not Path("concessions.yaml").exists()


@pytest.mark.parametrize("text", ["concessions: [ {} ]\n", "concessions:\n", "concession: []\n", "{concessions: []}\n"])
def test_a_file_that_cannot_take_an_entry_stays_as_it_is(
    folder: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("concessions.yaml").write_text(text, encoding="utf-8")

    assert concede(COMO) == 4
    assert Path("concessions.yaml").read_text(encoding="utf-8") == text
    assert "concessions" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["concessions.yaml", "specs"]
