"""What is selected is judged as it is in the whole run, and what is not selected is told."""

import json
from datetime import datetime
from pathlib import Path

import pytest

import qa_run
from qa_run.builtin.reporters.json_report import _verdict
from qa_run.model.report import Report
from qa_run.model.selection import Selection

ROOT = Path(__file__).parents[2]
AS_OF = datetime(2026, 7, 1, 6, 0)
SPECS = {path.stem for path in ROOT.glob("specs/**/*.yaml")}
BAD = sorted(path for path in ROOT.glob("specs/samples/bad/*.csv") if path.stem in SPECS)


@pytest.fixture(autouse=True)
def _root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def judged(report: Report) -> dict[str, str]:
    return {verdict.id: json.dumps(_verdict(verdict), default=str) for verdict in report.verdicts}


def bare(node: str) -> str:
    return node.partition("[")[0]


@pytest.mark.parametrize("batch", BAD, ids=lambda path: path.stem)
def test_each_requirement_alone_is_judged_as_in_the_whole_run(batch: Path) -> None:
    spec = next(path for path in ROOT.glob("specs/**/*.yaml") if path.stem == batch.stem).relative_to(ROOT).as_posix()
    whole = judged(qa_run.run(spec, samples=batch, as_of=AS_OF))
    nodes = list(dict.fromkeys(map(bare, whole)))
    for node in nodes:
        report = qa_run.run(node, samples=batch, as_of=AS_OF)

        assert judged(report) == {each: told for each, told in whole.items() if bare(each) == node}
        assert not report.complete
        assert set(report.not_run) == set(nodes) - {node}
        assert report.left_out is not None
        assert (report.left_out.requirements, report.left_out.of) == (len(nodes) - 1, len(nodes))


def test_each_stratum_alone_is_judged_as_in_the_whole_run() -> None:
    batch = ROOT / "specs/samples/bad/goods_inwards.csv"
    whole = judged(qa_run.run("specs/goods_inwards.yaml", samples=batch))
    for node in [*whole][:12]:
        # over all is a stratum as well, which only a list of earlier failures can name
        report = (
            qa_run.run(select=node, samples=batch)
            if node.endswith("]")
            else qa_run.run(
                "specs/goods_inwards.yaml",
                samples=batch,
                select=Selection(last_failed=True),
                failed_before=[node],
            )
        )

        assert judged(report) == {node: whole[node]}
        assert bare(node) in report.not_run or "@item" in node


def test_a_counted_characteristic_is_decided_by_its_class_which_is_not_shown() -> None:
    batch = ROOT / "specs/samples/bad/goods_inwards.csv"
    report = qa_run.run("specs/goods_inwards.yaml::length_mm", samples=batch)

    assert {verdict.characteristic for verdict in report.verdicts} == {"length_mm"}
    assert any(verdict.decided_by.startswith("specs/goods_inwards.yaml::@major::plan") for verdict in report.verdicts)


def test_many_node_ids_at_once_and_their_verdicts_by_id() -> None:
    whole = qa_run.run("specs/ham.yaml")
    nodes = [verdict.id for verdict in whole.verdicts if verdict.per]
    found = qa_run.run(select=nodes)

    assert list(found.by_id) == nodes


def test_a_selection_that_names_no_node_among_the_paths_holds_for_files() -> None:
    found = qa_run.run("specs", select=Selection(nodes=["specs/ham.yaml"], tags="critical"))

    assert {one.procedure.path for one in found.procedures} == {"specs/ham.yaml"}
    assert {verdict.severity for verdict in found.verdicts} == {"critical"}


def test_node_ids_stand_in_one_place() -> None:
    with pytest.raises(qa_run.UsageError, match="not in both"):
        qa_run.run("specs/ham.yaml::sauce", select="specs/ham.yaml::label")


def test_a_file_named_besides_its_node_id_is_judged_whole() -> None:
    found = qa_run.run(["specs/ham.yaml::sauce", "specs/ham.yaml"])

    assert (found.complete, found.selection, found.not_run) == (True, (), ())
    assert len(list(found.verdicts)) == len(list(qa_run.run("specs/ham.yaml").verdicts))
