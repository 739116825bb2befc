"""`qa-run diff`: what changed between two revisions, in words, and nothing that changed is left out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_run.cli.main import main
from qa_run.host import Host
from qa_run.loading.document import read_document
from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode, plain
from qa_run.loading.overriding import changes_of
from qa_run.session import Options, host_of

ROOT = Path(__file__).parents[2]
OLD = """\
procedure: ham
title: Ham sandwich
revision: 7
how: [Cut the roll, Fold the ham]
samples: {from: a.csv, item: id, per: [shop]}
inspect: {at_least: 20}
accept: {plan: {aql: {major: 1.0, minor: 4.0}}}
characteristics:
  slices: {title: Slices of ham, exactly: 4, class: critical, because: The picture shows four.}
  grams: {title: Weight, unit: g, lower: 55, upper: 65, class: critical, accept: {at_most: 1 %}}
  core:
    title: Core temperature
    unit: degC
    lower: 75
    when: {stage: hot, weight: {lower: 100}}
    cases: [{id: a, when: {oven: 1}, lower: 70}, {id: b, when: {oven: 2}, lower: 72}]
  roll:
    title: Roll
    requirements: [{id: kind, one_of: [ciabatta, rosetta]}, {nominal: 80, tolerance: 4}, {mean: {lower: 79}}]
  box: {title: Box, present: true, class: major}
  lid: {title: Lid, present: true, class: minor}
  wait: {title: Wait, unit: s, share: {of: {upper: 20}, lower: 80 %}}
"""

Told = Callable[..., tuple[int, str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """The exit code and the lines of a diff between the procedure and the same with some text replaced."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")

    def compared(*changes: tuple[str, str]) -> tuple[int, str]:
        new = OLD.replace("samples: {from: a.csv", "samples: {lot: {column: lot, size: 900}, from: a.csv")
        Path("old.yaml").write_text(new, encoding="utf-8")
        for was, now in changes:
            assert was in new
            new = new.replace(was, now)
        Path("new.yaml").write_text(new, encoding="utf-8")
        code = main(["diff", "old.yaml", "new.yaml"])
        return code, re.sub(" +", " ", capsys.readouterr().out)

    return compared


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        ("lower: 55", "lower: 50", "weaker Weight: from 55 g to 65 g → from 50 g to 65 g"),
        ("lower: 55", "lower: 57.5", "stronger Weight: from 55 g to 65 g → from 57.5 g to 65 g"),
        ("lower: 55, upper: 65", "lower: 55", "weaker Weight: from 55 g to 65 g → at least 55 g"),
        ("lower: 75", "lower: 75\n    upper: 95", "stronger Core temperature: at least 75 °C → from 75 °C to 95 °C"),
        ("exactly: 4", "exactly: 5", "changed Slices of ham: exactly 4 → exactly 5"),
        ("exactly: 4, class: critical", "exactly: 4, class: major", "weaker Slices of ham, class: critical → major"),
        ("at_most: 1 %", "at_most: 2 %",
         "weaker Weight, accepted: at most 1 % nonconforming → at most 2 % nonconforming"),
        (", accept: {at_most: 1 %}", "",
         "stronger Weight, accepted: at most 1 % nonconforming → no item may be nonconforming"),
        ("tolerance: 4", "tolerance: 3", "stronger Roll: 80 ± 4 → 80 ± 3"),
        ("[ciabatta, rosetta]", "[rosetta]", "stronger Roll: one of ciabatta, rosetta → equal to rosetta"),
        ("mean: {lower: 79}", "mean: {lower: 78}", "weaker Roll: mean at least 79 → mean at least 78"),
        (", {mean: {lower: 79}}", "", "gone Roll: mean at least 79"),
        ("{mean: {lower: 79}}", "{mean: {lower: 79}}, {stdev: {upper: 2}}",
         "added Roll: standard deviation at most 2"),
        ("lower: 70", "lower: 68", "weaker Core temperature (case a): at least 70 °C → at least 68 °C"),
        ("stage: hot", "stage: cold", "changed Core temperature, holds: only where stage is equal to hot and weight is "
         "at least 100, and not where oven is equal to 1, and not where oven is equal to 2 → only where stage is equal "
         "to cold and weight is at least 100, and not where oven is equal to 1, and not where oven is equal to 2"),
        ("major: 1.0", "major: 1.5", "weaker accept.plan.aql.major: 1.0 → 1.5"),
        ("at_least: 20", "at_least: 30", "stronger items inspected at least: 20 → 30"),
        ("per: [shop]", "per: [shop, shift]", "changed a verdict for each: [shop] → [shop, shift]"),
        ("shows four", "shows 4", "text Slices of ham, because: The picture shows four. → The picture shows 4."),
        ("Cut the roll, Fold the ham", "Cut the roll, Wipe, Fold the ham", "text new step: Wipe"),
        ("Cut the roll, Fold the ham", "Fold the ham, Cut the roll", "text steps in another order"),
        ("title: Weight", "title: Mass", "text Mass, title: Weight → Mass"),
        ("revision: 7", "revision: 8", "text revision: 7 → 8"),
        ("unit: g, lower: 55, upper: 65", "unit: g, requirements: [{lower: 55, upper: 65}]",
         "text Weight, lower, which asks the same: 55"),
        ("{upper: 20}, lower", "{upper: 30}, lower",
         "changed Wait: at least 80 % of items at most 20 s → at least 80 % of items at most 30 s"),
    ],
)  # fmt: skip
def test_a_change_in_words(told: Told, was: str, now: str, line: str) -> None:
    code, shown = told((was, now))

    assert code == 1
    assert f" {line}\n" in shown


def test_a_condition_with_a_higher_limit_is_not_told_as_stronger(told: Told) -> None:
    """It holds for fewer items then: whether more is asked, nobody can tell from a number."""
    _, shown = told(("weight: {lower: 100}", "weight: {lower: 200}"))

    assert "changed Core temperature, holds:" in shown
    assert "stronger" not in shown


def test_the_order_of_cases_counts(told: Told) -> None:
    a, b = "{id: a, when: {oven: 1}, lower: 70}", "{id: b, when: {oven: 2}, lower: 72}"
    code, shown = told((f"[{a}, {b}]", f"[{b}, {a}]"))

    assert code == 1
    assert "changed Core temperature" in shown


def test_a_characteristic_that_is_gone_or_new(told: Told) -> None:
    line = next(each for each in OLD.splitlines() if "Slices of ham" in each) + "\n"
    code, shown = told((line, "  salt: {title: Salt, unit: g, upper: 2, class: minor}\n"))

    assert code == 1
    assert "gone Slices of ham: exactly 4 (critical, no item may be nonconforming)" in shown
    assert "added Salt: at most 2 g (minor, by the plan of its class, with all others of the class)" in shown
    assert "ham, revision 7, the same number (old.yaml → new.yaml)" in shown
    assert shown.endswith("1 gone, 1 added\n")


@pytest.mark.parametrize("change", [[], [("lower: 75", "lower: 75.0")], [("title: Roll", "title: Roll # the bread")]])
def test_nothing_changed(told: Told, change: list[tuple[str, str]]) -> None:
    assert told(*change) == (0, "nothing changed in 1 procedure\n")


def test_folders_are_matched_by_the_names_of_procedures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    one = "procedure: {}\nsamples: {{from: a.csv}}\ncharacteristics: {{g: {{lower: {}}}}}\n"
    for name, procedure, lower in (("old/a", "one", 1), ("old/b", "two", 2), ("new/c", "one", 3), ("new/d", "four", 4)):
        Path(name).parent.mkdir(exist_ok=True)
        Path(f"{name}.yaml").write_text(one.format(procedure, lower), encoding="utf-8")

    assert main(["diff", "old", "new"]) == 1
    shown = re.sub(" +", " ", capsys.readouterr().out)
    assert "one, no revision (old/a.yaml → new/c.yaml)\n stronger g: at least 1 → at least 3\n" in shown
    assert "two, no revision (old/b.yaml)\n gone the whole procedure: two\n gone g: at least 2" in shown
    assert "four, no revision (new/d.yaml)\n added the whole procedure: four\n added g: at least 4" in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["specs/ham.yaml", "nix.yaml"], "nix.yaml: there is no such file or folder"),
        (["specs/ham.yaml", "specs"], "compare two files or two folders, not one of each"),
        (["specs/ham.yaml", "README.md"], "no format has the ending '.md'"),
        (["tests/handbook", "tests/wording"], "nothing was compared"),
        (["specs/ham.yaml"], "required: NEW"),
    ],
)
def test_what_cannot_be_read_ends_with_4(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    monkeypatch.chdir(ROOT)

    assert main(["diff", *words]) == 4
    assert told in capsys.readouterr().err


def test_what_a_base_changed_is_seen_in_the_file_that_extends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    base = "procedure: base\nsamples: {from: a.csv}\ncharacteristics: {g: {lower: 5}}\n"
    for folder, text in (("old", base), ("new", base.replace("5", "4"))):
        Path(folder).mkdir()
        Path(folder, "base.yaml").write_text(text, encoding="utf-8")
        Path(folder, "kiosk.yaml").write_text("extends: base.yaml\nprocedure: kiosk\n", encoding="utf-8")

    assert main(["diff", "old/kiosk.yaml", "new/kiosk.yaml"]) == 1
    assert re.search(r"weaker +g: at least 5 → at least 4\n", capsys.readouterr().out)


def scalars(node: Node) -> list[ScalarNode]:
    if isinstance(node, ScalarNode):
        return [node]
    below = node.items if isinstance(node, ListNode) else [entry.value for entry in node.entries]
    return [each for inner in below for each in scalars(inner)]


@pytest.fixture(scope="module")
def host() -> Host:
    return host_of(Options())


@pytest.mark.parametrize("spec", sorted(ROOT.glob("specs/**/*.yaml")), ids=lambda path: path.stem)
def test_no_line_can_change_unseen(spec: Path, tmp_path: Path) -> None:
    """Each value of the shipped procedures, one after the other, is another one in the new revision."""
    text = spec.read_text(encoding="utf-8")
    old = read_document(spec, "old").root
    assert isinstance(old, MapNode)
    lines = text.splitlines(keepends=True)
    unseen = []
    for each in scalars(old):
        line, start = each.place.line - 1, each.place.column - 1
        if not lines[line][start:].startswith(each.text):
            continue  # in quotes, or over several lines
        changed = [*lines]
        changed[line] = f"{lines[line][:start]}{each.text}9{lines[line][start + len(each.text) :]}"
        path = tmp_path / spec.name
        path.write_text("".join(changed), encoding="utf-8")
        new = read_document(path, "new").root
        if isinstance(new, MapNode) and plain(new) != plain(old) and not changes_of(old, new):
            unseen.append(str(each.place))

    assert unseen == []
