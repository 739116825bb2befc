"""Which files become items, and under which names."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def ids(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if "::" in line]


def ids_of_qa_run(project: Path) -> list[str]:
    """Asked of a process of its own: pytester forgets the modules of a test, which DuckDB does not outlive."""
    words = [sys.executable, "-m", "qa_run", "specs", "--no-history", "--json", "-"]
    done = subprocess.run(words, cwd=project, capture_output=True, text=True, check=True)
    return [each["id"] for each in json.loads(done.stdout)["verdicts"]]


def test_items_have_the_node_ids_of_qa_run(ran, project) -> None:
    of_requirements = dict.fromkeys(each.partition("[")[0] for each in ids_of_qa_run(project))

    assert ids(ran("specs", "--collect-only", "-q")) == list(of_requirements)


def test_with_strata_they_have_the_ids_of_all_verdicts(ran, project) -> None:
    found = ids(ran("specs", "--collect-only", "-q", "--qa-run-strata"))

    assert sorted(found) == sorted(ids_of_qa_run(project))


def test_a_bare_pytest_collects_no_procedure(ran) -> None:
    ran().assert_outcomes()


@pytest.mark.parametrize("words", [(".",), ("-n", "2")], ids=" ".join)
def test_files_of_other_people_are_left_alone(ran, project: Path, words: tuple[str, ...]) -> None:
    (project / "specs" / "portions.yaml").unlink()
    for name, text in {
        "docker-compose.yaml": "services: {web: {image: x}}\nextends: {file: y.yaml}\n",
        "config.yaml": "samples: samples.tsv\nextends: other.yaml\n",
        "protocol.yml": "procedure: [mix, wait]\n",
        "broken.yaml": "a: [1\n",
        "data.json": json.dumps([{"procedure": 1}]),
        "pyproject.toml": "[project]\nname = 'x'\n",
        "latin.yml": "a: 1\n",
    }.items():
        (project / name).write_text(text, encoding="utf-8")
    (project / "test_one.py").write_text("def test_one(): pass\n", encoding="utf-8")

    ran(*words).assert_outcomes(passed=1)


def test_the_settings_name_folders_for_a_bare_pytest(ran, project) -> None:
    (project / "pytest.ini").write_text("[pytest]\nqa_run_paths = specs\n", encoding="utf-8")

    ran().assert_outcomes(passed=5)
    ran("-n", "2").assert_outcomes(passed=5)


def test_every_yaml_file_under_them_counts_however_broken(ran, project) -> None:
    (project / "pytest.ini").write_text("[pytest]\nqa_run_paths = specs\n", encoding="utf-8")
    (project / "specs" / "broken.yaml").write_text("nothing: [\n", encoding="utf-8")

    result = ran()

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*specs/broken.yaml:2:1*"])


def test_a_broken_procedure_is_an_error_with_all_its_faults(ran, project) -> None:
    (project / "specs" / "wrong.yaml").write_text(
        "procedure: wrong\nsamples: {from: x.csv, itm: id}\ncharacteristics: {a: {exacly: 4}}\n", encoding="utf-8"
    )

    result = ran("specs", "--continue-on-collection-errors")

    result.assert_outcomes(passed=5, errors=1)
    result.stdout.fnmatch_lines(["*specs/wrong.yaml:2:24: *itm*item*", "*specs/wrong.yaml:3:23: *exacly*exactly*"])


def test_two_procedures_of_one_name_are_an_error_of_the_second(ran, project) -> None:
    again = (project / "specs" / "portions.yaml").read_text(encoding="utf-8")
    (project / "specs" / "z.yaml").write_text(again, encoding="utf-8")

    result = ran("specs", "--continue-on-collection-errors")

    result.assert_outcomes(passed=5, errors=1)
    result.stdout.fnmatch_lines(["*specs/z.yaml:1:1: the procedure 'portions' stands twice*"])


def test_a_base_for_others_has_no_items_of_its_own(ran, project) -> None:
    (project / "specs" / "base.yaml").write_text(
        "procedure: base\ncharacteristics: {ham_slices: {exactly: 4}}\n", encoding="utf-8"
    )
    (project / "specs" / "rome.yaml").write_text(
        "extends: base.yaml\nprocedure: rome\nsamples: {from: samples/portions.csv}\n", encoding="utf-8"
    )

    assert ids(ran("specs", "--collect-only", "-q", "-k", "rome or base")) == ["specs/rome.yaml::ham_slices::exactly"]


def test_a_class_with_a_plan_is_a_node_too(ran, project) -> None:
    (project / "specs" / "lots.yaml").write_text(
        "procedure: lots\nsamples: {from: samples/portions.csv, item: order, lot: {column: counter, size: 90}}\n"
        "accept: {plan: {standard: iso2859-1, level: I, aql: {major: 4.0}}}\n"
        "characteristics: {scoop_g: {lower: 60, class: major}}\n",
        encoding="utf-8",
    )

    found = ids(ran("specs/lots.yaml", "--collect-only", "-q"))

    assert "specs/lots.yaml::@major::plan" in found
    assert "specs/lots.yaml::scoop_g::limits" in found


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        (("-k", "ham_slices"), 1),
        (("-k", "Weight"), 2),
        (("-m", "critical"), 1),
        (("-m", "critical or major", "--strict-markers"), 2),
        (("specs/portions.yaml::scoop_g",), 2),
        (("specs/portions.yaml::scoop_g::mean",), 1),
        (("specs/portions.yaml::ham_slices::exactly[counter=Milano]",), 1),
        (("specs/portions.yaml::ham_slices::exactly[counter=Milano]", "-n", "2"), 1),
        (("-k", "Milano", "--qa-run-strata"), 4),
        (("--deselect", "specs/portions.yaml::scoop_g"), 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_pytest_selects_as_it_does(ran, words: tuple[str, ...], chosen: int) -> None:
    paths = () if "::" in words[0] else ("specs",)

    assert ran(*paths, *words).parseoutcomes()["passed"] == chosen


def test_tags_are_marks(ran, project) -> None:
    spec = project / "specs" / "portions.yaml"
    spec.write_text(spec.read_text(encoding="utf-8") + "    tags: [people]\n", encoding="utf-8")

    assert ran("specs", "-m", "people", "--strict-markers").parseoutcomes()["passed"] == 1


def test_nothing_is_left_of_the_plugin_when_it_is_blocked(ran) -> None:
    assert ran("specs", "-p", "no:qa_run").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_nothing_of_qa_run_is_imported_without_a_procedure(ran, project) -> None:
    (project / "specs" / "portions.yaml").unlink()
    (project / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    (project / "test_modules.py").write_text(
        "import sys\n\ndef test_modules():\n"
        "    assert not [name for name in sys.modules if name.partition('.')[0] in ('qa_run', 'duckdb', 'narwhals')]\n",
        encoding="utf-8",
    )

    ran(".").assert_outcomes(passed=1)
