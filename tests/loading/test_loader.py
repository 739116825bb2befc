"""Which files are procedures, and what a load of them tells."""

import json

import pytest

from qa_run.errors import PluginError, UsageError

GOOD = "procedure: {}\nsamples: {{from: s.csv}}\ncharacteristics: {{a: {{present: true}}}}\n"


def spec(name):
    return GOOD.format(name)


def test_a_folder_is_searched_in_order_and_data_is_left_alone(house):
    for name in ("b.yaml", "a.yml", "samples/c.yaml", ".hidden.yaml", ".git/d.yaml"):
        house.write(name, spec(name))
    house.write("data.json", '{"limits": {"x": 1}}')
    house.write("list.json", "[1, 2]")
    house.write("broken.json", "{")
    house.write("procedure.schema.json", '{"title": "x", "examples": [], "properties": {}}')
    house.write("baselines/x.json", '{"schema": "qa-run/baseline/1", "procedure": "x"}')
    house.write("concessions.yaml", "concessions: []\n")
    house.write("corrections.yaml", "corrections: []\n")
    house.write("pyproject.toml", "[project]\nname = 'x'\n")

    assert [procedure.path for procedure in house.load(".")] == ["a.yml", "b.yaml", "samples/c.yaml"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", '{"procedur": "x"}'),
        ("x.json", '{"schema": "mine", "procedure": "x"}'),
        ("concessions.yaml", "procedure: x\n"),
        ("x.json", '{"characterstics": {}}'),
        ("x.json", '{"procedure": '),
        ("x.toml", "procedure = 'x'\n"),
        ("x.toml", "procedure = \n"),
    ],
)
def test_json_and_toml_that_look_like_a_procedure_are_one(house, name, text):
    house.write(name, text)

    assert house.told(".")


def test_a_named_file_is_a_procedure_whatever_it_holds(house):
    house.write("x.json", '{"limits": 1}')
    house.write("x.txt", "procedure: x")

    assert "unknown section 'limits'" in " ".join(house.told("x.json"))
    assert "no format has the ending '.txt'" in house.told("x.txt")[0]


def test_toml_and_json_load_like_yaml(house):
    house.write(
        "a.json", json.dumps({"procedure": "a", "samples": {"from": "s"}, "characteristics": {"x": {"lower": 1}}})
    )
    house.write("b.toml", "procedure = 'b'\nsamples.from = 's'\n[characteristics]\nx.lower = 80.10\n")

    assert [str(each.requirements[0].criterion.interval.lower) for each in house.load(".")] == ["1", "80.10"]


def test_a_path_that_does_not_exist_is_asked_about(house):
    house.write("ham.yaml", spec("ham"))

    with pytest.raises(UsageError, match=r"hma.yaml: there is no such file or folder \(did you mean 'ham.yaml'\?\)"):
        house.load("hma.yaml")


def test_a_folder_without_procedures_gives_none(house):
    assert house.load(".") == ()


def test_a_file_given_twice_is_loaded_once(house):
    house.write("a/x.yaml", spec("x"))

    assert len(house.load("a", "a/x.yaml", ".")) == 1


def test_two_files_of_one_name_are_told_with_both_places(house):
    house.write("a.yaml", spec("x"))
    house.write("b.yaml", "title: B\n" + spec("x"))

    assert house.told(".")[0].startswith("b.yaml:2:1: the procedure 'x' stands twice; the other is at a.yaml:1:1")


def test_a_name_taken_over_from_a_base_is_told_where_it_is_missing(house):
    house.write("a.yaml", spec("x"))
    house.write("b.yaml", "extends: a.yaml\n")

    assert house.told(".")[0].startswith("b.yaml:1:1: this procedure has its name 'x' from its base")


def test_a_base_that_is_not_complete_is_no_procedure_but_its_faults_are_told(house):
    house.write("base.yaml", "characteristics: {a: {present: true}}\n")
    house.write("x.yaml", "extends: base.yaml\nprocedure: x\nsamples: {from: s.csv}\n")
    assert [each.name for each in house.load(".")] == ["x"]

    house.write("base.yaml", "characteristics: {a: {presnt: true}}\n")
    assert any(fault.startswith("base.yaml:1:23") for fault in house.told("."))
    assert any("procedure is missing" in fault for fault in house.told("base.yaml"))


def test_faults_of_every_file_are_told(house):
    for name in ("a", "b"):
        house.write(f"{name}.yaml", spec(name).replace("present", "presnt"))

    assert [fault.split(":")[0] for fault in house.told(".")] == ["a.yaml", "b.yaml"]


def test_a_plugin_that_breaks_is_named(house):
    house.write("a.yaml", spec("x").replace("present: true", "breaks: 3"))

    with pytest.raises(PluginError, match=r"plugin qa-run: criterion breaks, written at a.yaml:3:\d+, raised KeyError"):
        house.load(".")
