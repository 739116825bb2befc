"""Annotations, read back as the runner of GitHub reads them."""

from pathlib import Path

from attrs import evolve

from qa_run import Outcome, Place


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner takes it apart: `ActionCommand.TryParseV2`."""
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, rest = line[2:end].partition(" ")
    pairs = [part.split("=", 1) for part in rest.split(",") if part]
    return name, {key: unescaped(value, ":,") for key, value in pairs}, unescaped(line[end + 2 :], "")


def unescaped(text: str, more: str) -> str:
    for sign in (*"\r\n", *more, "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def test_a_line_that_many_strata_fail_is_annotated_once(hostile, rendered):
    commands = [parsed(line) for line in rendered("github", evolve(hostile, errors=(), refused=())).splitlines()]
    critical = commands[0]

    assert [name for name, _, _ in commands] == ["error", "error", "warning"]
    assert critical[1]["file"] == "<b>specs`|#1/x|`#<i>,a=b.yaml"
    assert (critical[1]["line"], critical[1]["col"]) == ("9", "5")
    assert set(critical[1]) == {"file", "line", "col", "title"}
    assert "verdicts" in critical[1]["title"]
    assert "because" not in critical[2]
    assert "<script>alert(2)" in critical[2]


def test_github_shows_ten_of_a_kind_so_the_rest_is_summed_up(ended, rendered):
    report = ended(*[Outcome.FAILED] * 25)
    one = report.procedures[0]
    verdicts = tuple(evolve(each, place=Place("ham.yaml", n + 1)) for n, each in enumerate(one.verdicts))
    lines = rendered("github", evolve(report, procedures=(evolve(one, verdicts=verdicts),))).splitlines()

    assert len(lines) == 10
    assert parsed(lines[-1])[2] == "16 more like these: GitHub shows 10 of a kind"


def test_what_passed_is_not_annotated(plain, rendered):
    assert rendered("github", plain) == ""


def test_conceded_and_marginal_are_warnings(ended, rendered):
    lines = rendered("github", ended(Outcome.CONCEDED, Outcome.MARGINAL)).splitlines()

    assert [parsed(line)[0] for line in lines] == ["warning", "warning"]


def test_a_file_is_named_from_the_top_of_the_repository(ended, rendered, tmp_path, monkeypatch):
    inner = tmp_path / "kitchen"
    inner.mkdir()
    monkeypatch.chdir(inner)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))

    assert parsed(rendered("github", ended(Outcome.FAILED)))[1]["file"] == str(Path("kitchen/ham.yaml"))


def test_a_long_text_is_cut_before_the_runner_does(ended, rendered):
    report = ended(Outcome.FAILED)
    one = report.procedures[0]
    verdict = evolve(one.verdicts[0], message="x" * 10_000)
    text = rendered("github", evolve(report, procedures=(evolve(one, verdicts=(verdict,)),)))

    assert len(parsed(text)[2]) <= 4_001
