"""One procedure laid over another, with the places kept."""

import pytest

from qa_run.loading.loader import load

BASE = """\
procedure: hot
samples: {from: data/*.csv, item: id}
characteristics:
  temp:
    unit: degF
    lower: 135
    upper: 200
    class: major
    accept: {at_most: 3}
  time: {present: true}
  logged: {requirements: [{id: a, exactly: 4}, {matches: x}]}
"""


@pytest.fixture
def over(house):
    """The procedure that these lines make over the base."""

    def laid(text):
        house.write("chain/hot.yaml", BASE)
        house.write("ny/hot.yaml", "extends: ../chain/hot.yaml\n" + text)
        return house.load("ny/hot.yaml")[0]

    return laid


def test_maps_merge_by_key_and_keep_their_places(over):
    procedure = over("procedure: ny\ncharacteristics: {temp: {lower: 140}}\n")
    temp = procedure.requirements[0]

    assert (procedure.name, procedure.extends, len(procedure.requirements)) == ("ny", ("chain/hot.yaml",), 4)
    assert (str(temp.criterion.interval.lower), str(temp.criterion.interval.upper)) == ("140", "200")
    assert (str(temp.place), str(temp.overrides)) == ("chain/hot.yaml:6:5", "ny/hot.yaml:3:26")
    assert temp.override == "stronger"
    assert procedure.requirements[1].overrides is None


def test_paths_of_the_base_still_lead_to_its_files(over):
    assert over("procedure: ny\n").samples.paths == ("../chain/data/*.csv",)
    assert over("samples: {from: mine.csv}\n").samples.paths == ("mine.csv",)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("temp: {lower: 130}", {"temp.lower": "weaker"}),
        ("temp: {lower: 140, upper: 210}", {"temp.lower": "stronger", "temp.upper": "weaker"}),
        ("temp: {lower: 60 degC}", {"temp.lower": "changed"}),
        ("temp: {unit: K, lower: 140}", {"temp.unit": "changed", "temp.lower": "changed"}),
        ("temp: {upper: null}", {"temp.upper": "gone"}),
        ("temp: null", {"temp": "gone"}),
        ("temp: {class: critical}", {"temp.class": "stronger"}),
        ("temp: {class: minor}", {"temp.class": "weaker"}),
        ("temp: {optional: true}", {"temp.optional": "weaker"}),
        ("temp: {optional: false}", {}),
        ("temp: {when: {site: NY}}", {"temp.when": "weaker"}),
        ("temp: {accept: {at_most: 5}}", {"temp.accept.at_most": "weaker"}),
        ("temp: {accept: null}", {"temp.accept": "stronger"}),
        ("temp: {title: Heat}", {}),
        ("temp: {present: true}", {"temp.present": "stronger"}),
        ("time: {accept: {at_most: 1}}", {"time.accept": "weaker"}),
        ("time: {present: null, absent: true}", {"time.present": "gone", "time.absent": "stronger"}),
        ("logged: {requirements: [{id: a, exactly: 5}]}",
         {"logged.requirements.a.exactly": "changed", "logged.requirements.matches": "gone"}),
        ("more: {present: true}", {}),
    ],
)  # fmt: skip
def test_each_override_is_called_by_what_it_does(over, written, kinds):
    overrides = over(f"characteristics: {{{written}}}\n").overrides

    assert {".".join(each.path[1:]): each.kind for each in overrides} == kinds
    assert all(each.place.file == "ny/hot.yaml" and each.base.file == "chain/hot.yaml" for each in overrides)


def test_an_override_tells_what_was_and_what_is(over):
    (override,) = over("characteristics:\n  temp:\n    lower: 140\n").overrides

    assert (override.was, override.now) == ("135", "140")
    assert (str(override.place), str(override.base)) == ("ny/hot.yaml:4:5", "chain/hot.yaml:6:5")


def test_a_case_keeps_its_own_override_where_that_is_the_weaker_one(over):
    temp, case, *_ = over(
        "characteristics: {temp: {lower: 140, cases: [{id: a, when: {s: x}, lower: 100}]}}\n"
    ).requirements

    assert (temp.override, case.override, str(case.overrides)) == ("stronger", "weaker", "ny/hot.yaml:2:68")


def test_what_a_base_removed_is_still_told_two_files_on(house):
    house.write("a.yaml", BASE)
    house.write("b.yaml", "extends: a.yaml\nprocedure: b\ncharacteristics: {time: null}\n")
    house.write("c.yaml", "extends: b.yaml\nprocedure: c\n")

    assert [each.kind for each in house.load("c.yaml")[0].overrides] == ["gone"]
    assert house.load("c.yaml")[0].extends == ("b.yaml", "a.yaml")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"b.yaml": "extends: b.yaml\n"}, "b.yaml:1:10: this file extends itself"),
        (
            {"a.yaml": "extends: c.yaml\n", "b.yaml": "extends: a.yaml\n", "c.yaml": "extends: b.yaml\n"},
            "c.yaml:1:10: these files extend each other in a circle: b.yaml -> a.yaml -> c.yaml -> b.yaml",
        ),
        (
            {"b.yaml": "extends: bse.yaml\n"},
            "b.yaml:1:10: the base bse.yaml does not exist (did you mean 'base.yaml'?)",
        ),
        ({"b.yaml": "extends: {a: b}\n"}, "b.yaml:1:10: extends names a file, or a list of files"),
        ({"b.yaml": "extends: []\n"}, "b.yaml:1:10: extends names a file, or a list of files"),
        ({"b.yaml": "extends: x.yaml\n", "x.yaml": "a: ["}, "b.yaml:1:10: the base x.yaml cannot be used"),
        ({"b.yaml": "extends: x.yaml\n", "x.yaml": "a: ["}, "x.yaml:1:"),
        (
            {"b.yaml": "extends: base.yaml\ncharacteristics: {tmp: null}\n"},
            "b.yaml:2:19: characteristics of the base has no 'tmp' that could be removed (did you mean 'temp'?)",
        ),
        (
            {"b.yaml": "extends: base.yaml\ncharacteristics: {temp: {lower: }}\n"},
            "b.yaml:2:26: nothing stands under 'lower' (write lower: null to remove it)",
        ),
        (
            {"b.yaml": "extends: [base.yaml, x.yaml]\n", "x.yaml": "characteristics: {temp: {lower: 9}}\n"},
            "b.yaml:1:22: two bases give characteristics.temp.lower different values: base.yaml:6:5 and x.yaml:1:26",
        ),
        (
            {"b.yaml": "extends: x.yaml\n", "x.yaml": BASE + "  x: {exactley: 3}\n"},
            "x.yaml:12:7: 'exactley' is neither",
        ),
    ],
)
def test_what_is_wrong_between_files_is_told(house, files, told):
    house.write("base.yaml", BASE)
    for name, text in files.items():
        house.write(name, text)

    assert [fault for fault in house.told("b.yaml") if fault.startswith(told)], house.told("b.yaml")


def test_two_bases_may_disagree_where_the_file_itself_decides(house):
    house.write("base.yaml", BASE)
    house.write("x.yaml", "characteristics: {temp: {lower: 9}}\n")
    house.write("b.yaml", "extends: [base.yaml, x.yaml]\ncharacteristics: {temp: {lower: 140}}\n")

    assert str(load(["b.yaml"], house.host, house.folder)[0].requirements[0].criterion.interval.lower) == "140"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("time: {when: {weight: {lower: 200}}}", "time.when.weight.lower"),
        ("time: {when: {vip: true}}", "time.when.vip"),
        ("wait: {share: {of: {upper: 30}}}", "wait.share.of.upper"),
    ],
)
def test_a_limit_that_asks_nothing_of_the_item_is_neither_weaker_nor_stronger(house, written, path):
    """A higher limit in a condition makes it hold for fewer items."""
    house.write(
        "base.yaml",
        "procedure: base\nsamples: {from: a.csv}\ncharacteristics:\n"
        "  time: {present: true, when: {weight: {lower: 100}}}\n"
        "  wait: {share: {of: {upper: 20}, lower: 80 %}}\n",
    )
    house.write("kiosk.yaml", f"extends: base.yaml\nprocedure: kiosk\ncharacteristics: {{{written}}}\n")
    (override,) = house.load("kiosk.yaml")[0].overrides

    assert (".".join(override.path[1:]), override.kind) == (path, "changed")
