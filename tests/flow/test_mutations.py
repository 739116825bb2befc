"""Whatever is misspelt, deleted, doubled, emptied or retyped in a procedure: no verdict is lost while the run exits 0.

One mutant in SOME is loaded, and what it plans is counted; of those that load, one in MANY is run on the good sample as
well. They are the same ones each time; QA_RUN_MUTANTS=all loads and runs every one, which takes a quarter of an hour.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import ROOT
from mutants import CHANGES, Mutant, mutants

from qa_run import Report, SpecErrors
from qa_run.host import Host
from qa_run.loading.discovering import discovered
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.session import Options, carry_out

SPECS = sorted(each.path.relative_to(ROOT).as_posix() for each in discovered(["specs"], ROOT))
ALL = os.environ.get("QA_RUN_MUTANTS") == "all"
SOME, MANY = (1, 1) if ALL else (8, 96)
#: Of a log, whose items are put together from their lines in each run, it is one in twice as many.
OF_LOGS = (1, 1) if ALL else (16, 192)

#: What may be misspelt while the batch is still released, and why.
FREE = {
    r"misspell (.+\.)?(title|because|owner|how\.\d+)": "a text for people",
    r"misspell (key )?called\..+": "what items are called, in a language",
    r"misspell procedure": "a name; whoever uses another one is told",
    r"misspell (revision|effective)": "a text for people",
    r"misspell (.+\.)?id": "a name, the end of a node id; as many verdicts as before",
    r"misspell .+\.must_pass": "the name of a finding",
    r"misspell .+\.none_of\.\d+": "forbids another word, which no rule can know to be wrong",
    r"misspell .+\.unit": "a label, unless it is one slip away from a well-known unit, or something is converted",
    r"misspell .+\.(of|finding)\.equals": "counts another word, which no rule can know to be wrong",
}

Planned = Counter[tuple[str, str, tuple[str, ...]]]


def parts(text: str) -> tuple[int, int]:
    """One mutant in how many is loaded, and one in how many is run; of a short procedure more are loaded."""
    some, many = OF_LOGS if "\n  events:" in text else (SOME, MANY)
    return max(some // (4 if len(text) < 1000 else 2), 1) if len(text) < 2000 else some, many


def planned(procedure: Procedure) -> Planned:
    """Every requirement on every set of strata: what will have a verdict."""
    counted: Planned = Counter(
        (one.characteristic, one.id, names) for one in procedure.requirements for names in ((), *one.per)
    )
    if procedure.samples.item is not None and not procedure.samples.repeats_allowed:
        counted["@item", "unique", ()] += 1
    return counted


def deleted_itself(mutant: Mutant, gone: set[tuple[str, str, tuple[str, ...]]]) -> bool:
    """Whether what is gone is the very thing that the line required."""
    path = mutant.path
    if path[:2] == ("samples", "per"):
        return all(names for _, _, names in gone)
    if path[:2] == ("samples", "lot"):
        return all(names for _, _, names in gone)
    if path == ("samples", "item"):
        return gone == {("@item", "unique", ())}
    if path == ("characteristics",):  # of a procedure that extends another one, all that it adds
        return not any(name.startswith("@") for name, _, _ in gone)
    if path[:1] != ("characteristics",) or len(path) < 2 or {name for name, _, _ in gone} != {path[1]}:
        return False
    if len(path) == 2 or path[2:] == ("cases",):
        return True
    return len({requirement for _, requirement, _ in gone}) == 1


def on_other_strata(mutant: Mutant) -> bool:
    """Whether other strata than before are judged, which may be fewer: those of `per` are others; or no plan decides
    lot by lot any more, and then none may be nonconforming in all lots together, which is stricter."""
    without_plan = mutant.what == "delete" and (mutant.path[0] == "accept" or mutant.path[-1] == "class")
    return mutant.path[:2] == ("samples", "per") or without_plan


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the procedures beside the samples, to be spoilt."""
    here = tmp_path_factory.mktemp("house")
    for spec in SPECS:
        (here / spec).parent.mkdir(parents=True, exist_ok=True)
        (here / spec).write_bytes((ROOT / spec).read_bytes())
    for kept in ("samples", "baselines"):
        (here / "specs" / kept).symlink_to(ROOT / "specs" / kept)
    return here


def loaded(spec: str, house: Path, host: Host) -> Iterator[tuple[Mutant, Procedure]]:
    """The mutants that load, each while it stands in the house."""
    whole = (ROOT / spec).read_text(encoding="utf-8")
    try:
        for mutant in mutants(spec, whole, parts(whole)[0]):
            (house / spec).write_text(mutant.text, encoding="utf-8")
            try:
                (procedure,) = load([spec], host, house)
            except SpecErrors:
                continue
            yield mutant, procedure
    finally:
        (house / spec).write_text(whole, encoding="utf-8")


def run(spec: str, house: Path, host: Host) -> Report:
    return carry_out(Options(paths=[spec], here=house, items=0), host)


def is_free(mutant: Mutant, procedure: Procedure) -> bool:
    """Whether it may be another word: listed above, or a characteristic whose column is named beside it."""
    told = f"{mutant.what} {'.'.join(map(str, mutant.path))}"
    if any(re.fullmatch(pattern, told) for pattern in FREE):
        return True
    if mutant.what != "misspell key" or mutant.path[:1] != ("characteristics",) or len(mutant.path) != 2:
        return False
    name = f"{mutant.path[1]}"
    return any(f"{name[:1]}x{name[1:]}" == one.characteristic != one.column for one in procedure.requirements)


def faults(mutant: Mutant, procedure: Procedure, before: Planned) -> Iterator[str]:
    """What a mutant that loads lets pass in silence."""
    after = planned(procedure)
    if mutant.what == "double" and isinstance(mutant.path[-1], str):
        yield f"{mutant}: a key stands twice, and nobody is told"
    if after.total() < before.total() and not deleted_itself(mutant, set(before - after)):
        yield f"{mutant}: {before.total() - after.total()} fewer, among them {sorted(before - after)[0]}"


@pytest.mark.parametrize("spec", SPECS)
def test_no_change_of_one_thing_loses_a_verdict_in_silence(spec: str, house: Path, host: Host) -> None:
    (procedure,) = load([spec], host, house)
    before, whole = planned(procedure), run(spec, house, host)
    _, many = parts((house / spec).read_text(encoding="utf-8"))
    verdicts = sum(whole.summary.values())
    told: list[str] = []
    count = 0
    for mutant, changed in loaded(spec, house, host):
        count += 1
        found = list(faults(mutant, changed, before))
        told += found
        if found or mutant.shard(many):
            continue
        report = run(spec, house, host)
        if report.exit_code == 0 and mutant.what.startswith("misspell") and not is_free(mutant, changed):
            told.append(f"{mutant}: released, although something is misspelt")
        fewer = planned(changed).total() < before.total() or on_other_strata(mutant)
        if report.exit_code == 0 and sum(report.summary.values()) < verdicts and not fewer:
            told.append(f"{mutant}: released with {verdicts - sum(report.summary.values())} verdicts fewer")

    assert whole.exit_code == 0
    assert count > 10
    assert told == []


@pytest.mark.parametrize("spec", SPECS)
def test_there_are_mutants_of_every_kind_in_the_part_that_is_loaded(spec: str) -> None:
    whole = (ROOT / spec).read_text(encoding="utf-8")

    assert {mutant.what for mutant in mutants(spec, whole, parts(whole)[0])} == set(CHANGES)


def test_there_is_a_mutant_of_every_kind_for_every_key_and_value() -> None:
    made = [(mutant.what, mutant.text) for mutant in mutants("p.yaml", "a: 4\nb: [x]\n")]

    assert made == [
        ("misspell key", "ax: 4\nb: [x]\n"),
        ("misspell", "a: 4x\nb: [x]\n"),
        ("delete", "b: [x]\n"),
        ("double", "a: 4\na: 4\nb: [x]\n"),
        ("empty", "a: ~\nb: [x]\n"),
        ("retype", "a: [4]\nb: [x]\n"),
        ("swap", "a: word\nb: [x]\n"),
        ("misspell key", "a: 4\nbx: [x]\n"),
        ("delete", "a: 4\n"),
        ("double", "a: 4\nb: [x]\nb: [x]\n"),
        ("empty", "a: 4\nb: ~\n"),
        ("retype", "a: 4\nb: word\n"),
        ("misspell", "a: 4\nb: [xx]\n"),
        ("delete", "a: 4\nb: []\n"),
        ("double", "a: 4\nb: [x, x]\n"),
        ("empty", "a: 4\nb: [~]\n"),
        ("retype", "a: 4\nb: [[x]]\n"),
        ("swap", "a: 4\nb: [7]\n"),
    ]
