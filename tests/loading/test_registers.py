"""Files of concessions and corrections: whatever is wrong with one is said with its place, and nothing is dropped."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from qa_run.errors import SpecErrors
from qa_run.loading.concessions import CONCESSIONS, read_concessions
from qa_run.loading.corrections import CORRECTIONS, read_corrections
from qa_run.model.concession import Registered

OVEN = Path(__file__).parents[2] / "docs" / "oven"
READ: dict[str, Callable[[Path, Path], Registered]] = {
    "concessions": read_concessions,
    "corrections": read_corrections,
}
#: What may be left out of an entry.
OPTIONAL = {"quantity", "limits", "revision", "stratum", "supplier", "verify"}
DIGEST = "9408a25da6e86b6c5d835694de5a54e16c6199891c17c8be157d6c6332fd9482"
CONCESSION = {
    "id": "C-1", "for": "specs/oven.yaml::core::limits", "reason": "sold hot", "by": "Anna", "approved": "2026-03-01",
    "until": "2026-03-15", "digest": DIGEST,
}  # fmt: skip
CORRECTION = {
    "id": "K-1", "for": "specs/oven.yaml::core::limits", "what": "a new burner", "by": "Marco",
    "promised": "2026-03-01", "due": "2026-03-04", "from_lot": "B3",
}  # fmt: skip


def read(name: str, text: str, folder: Path, ending: str = ".yaml") -> Registered:
    path = folder / f"{name}{ending}"
    path.write_text(text, encoding="utf-8")
    return READ[name](path, folder)


def faults(name: str, text: str, folder: Path, ending: str = ".yaml") -> str:
    with pytest.raises(SpecErrors) as caught:
        read(name, text, folder, ending)
    return str(caught.value)


def lines_of(name: str) -> list[tuple[str, int]]:
    text = (OVEN / f"{name}.yaml").read_text(encoding="utf-8")
    return [(name, place) for place, line in enumerate(text.splitlines()) if line.strip()]


EVERY = lines_of("concessions") + lines_of("corrections")


def changed(name: str, place: int, change: Callable[[str], str]) -> tuple[str, str]:
    lines = (OVEN / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    key = lines[place].strip().removeprefix("- ").partition(":")[0]
    lines[place] = change(lines[place])
    return key, "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", READ)
def test_the_example_is_read(name: str) -> None:
    found = READ[name](OVEN / f"{name}.yaml", OVEN)

    assert len(found.entries) == len(yaml.safe_load((OVEN / f"{name}.yaml").read_text(encoding="utf-8"))[name])


@pytest.mark.parametrize(("name", "place"), EVERY)
def test_a_misspelt_key_is_told(name: str, place: int, tmp_path: Path) -> None:
    def misspelt(line: str) -> str:
        key, colon, rest = line.partition(":")
        return f"{key[:-1]}{key[-1]}{key[-1]}{colon}{rest}"

    key, text = changed(name, place, misspelt)

    told = faults(name, text, tmp_path)
    assert f"{name}.yaml:{place + 1}:" in told
    assert f"did you mean '{key}'" in told


@pytest.mark.parametrize(("name", "place"), EVERY)
def test_a_line_that_is_gone_is_told_unless_it_may_be_left_out(name: str, place: int, tmp_path: Path) -> None:
    key, text = changed(name, place, lambda _line: "")
    if key not in OPTIONAL:
        assert f"{name}.yaml:" in faults(name, text, tmp_path)
        return

    whole = READ[name](OVEN / f"{name}.yaml", OVEN)
    assert [one.id for one in read(name, text, tmp_path).entries] == [one.id for one in whole.entries]


@pytest.mark.parametrize(("name", "place"), EVERY)
def test_a_doubled_line_is_told(name: str, place: int, tmp_path: Path) -> None:
    _, text = changed(name, place, lambda line: f"{line}\n{line.replace('- ', '  ', 1)}")

    assert f"{name}.yaml:" in faults(name, text, tmp_path)


@pytest.mark.parametrize("value", ["", "null", "[]", "{}", "[[1]]", "{a: 1}", "true", '"  "'])
@pytest.mark.parametrize(("name", "place"), EVERY)
def test_a_value_of_another_kind_is_told(name: str, place: int, value: str, tmp_path: Path) -> None:
    key, text = changed(name, place, lambda line: f"{line.partition(':')[0]}: {value}")
    if (key, value) in (("stratum", "{a: 1}"), (name, "")):
        return  # another stratum, and no change

    assert f"{name}.yaml:" in faults(name, text, tmp_path)


BAD_CONCESSIONS = [
    ({"until": "2026-02-01"}, "until: 2026-02-01 lies before approved: 2026-03-01"),
    ({"until": "15.3.2026"}, "'15.3.2026' is no day; write it as 2026-03-15"),
    ({"until": "2026-02-30"}, "2026-02-30 is a day that no calendar has"),
    ({"until": "20260315"}, "is no day"),
    ({"approved": "2026-W10-1"}, "is no day"),
    ({"quantity": 0}, "0 is no whole number above 0"),
    ({"quantity": -3}, "is no whole number above 0"),
    ({"quantity": 2.5}, "is no whole number above 0"),
    ({"quantity": "20"}, "is no whole number above 0"),
    ({"quantity": [3]}, "a single value is due here, not a list"),
    ({"digest": "abc"}, "'abc' is no digest of a requirement"),
    ({"digest": DIGEST.upper()}, "is no digest"),
    ({"digest": DIGEST[:-1]}, "is no digest"),
    ({"for": "specs/oven.yaml"}, "is no node id"),
    ({"for": "core"}, "is no node id"),
    ({"for": ["specs/oven.yaml::core::limits", "*"]}, "'*' is no node id"),
    ({"lots": []}, "the list is empty"),
    ({"lots": ["B1", "B1"]}, "B1 stands twice"),
    ({"items": {"T1": 1}}, "items: a single value is due here"),
    ({"id": "C 1"}, "'C 1' is no id"),
    ({"id": "::x"}, "is no id"),
    ({"by": 7}, "7 says nothing to a person"),
    ({"reason": "..."}, "says nothing to a person"),
    ({"reason": True}, "says nothing to a person"),
    ({"lot": "B1"}, "unknown key 'lot' (did you mean 'lots'?)"),
    ({"untill": "2026-03-15"}, "unknown key 'untill' (did you mean 'until'?)"),
    ({"Quantity": 3}, "unknown key 'Quantity' (did you mean 'quantity'?)"),
]
BAD_CORRECTIONS = [
    ({"due": "2026-02-01"}, "due: 2026-02-01 lies before promised"),
    ({"done": "2026-02-01"}, "done: 2026-02-01 lies before promised"),
    ({"characteristic": "core"}, "write for: or characteristic:, one of the two"),
    ({"for": "specs/oven.yaml::core::limits[shop=Como]"}, "names its stratum apart"),
    ({"stratum": "Como"}, "columns with their values are due here"),
    ({"stratum": {}}, "columns with their values are due here"),
    ({"verify": 5}, "write {lots: 5}, not 5"),
    ({"verify": {"lot": 5}}, "unknown key 'lot' (did you mean 'lots'?)"),
    ({"verify": {"lots": 0}}, "0 is no whole number above 0"),
    ({"from_lot": ["B1", "B2"]}, "a single value is due here"),
    ({"from_lot": False}, "is no name"),
    ({"replaced_by": "K-1"}, "no other correction has the id K-1"),
    ({"replaced_by": "K-7"}, "no other correction has the id K-7"),
    ({"promised": 20260301}, "is no day"),
]


def written(name: str, entry: dict[str, object]) -> str:
    return json.dumps({name: [entry]})


@pytest.mark.parametrize(("change", "message"), BAD_CONCESSIONS)
def test_what_a_concession_cannot_be(change: dict[str, object], message: str, tmp_path: Path) -> None:
    assert message in faults("concessions", written("concessions", CONCESSION | change), tmp_path, ".json")


@pytest.mark.parametrize(("change", "message"), BAD_CORRECTIONS)
def test_what_a_correction_cannot_be(change: dict[str, object], message: str, tmp_path: Path) -> None:
    assert message in faults("corrections", written("corrections", CORRECTION | change), tmp_path, ".json")


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "text", ["", "\n# none\n", "[]", "- id: C-1\n", "7\n", "{}", "other: []\n", "{n}: 7\n", "{n}: {{id: C-1}}\n",
             "{n}: [C-1]\n", "{n}: [[]]\n", "{n}: [\n", "{n}:\n", "{n}: []\n{n}: []\n", "{n}: []\nmore: 1\n"]
)  # fmt: skip
def test_a_file_that_holds_no_list_of_entries_is_told(name: str, text: str, tmp_path: Path) -> None:
    assert f"{name}.yaml:" in faults(name, text.replace("{n}", name).replace("{{", "{").replace("}}", "}"), tmp_path)


@pytest.mark.parametrize("name", READ)
def test_no_entries_at_all_may_be_said(name: str, tmp_path: Path) -> None:
    assert read(name, f"{name}: []\n", tmp_path).entries == ()


def test_two_entries_of_one_id_are_told(tmp_path: Path) -> None:
    text = json.dumps({"concessions": [CONCESSION, CONCESSION]})

    assert "the id C-1 stands twice" in faults("concessions", text, tmp_path, ".json")


@pytest.mark.parametrize("ending", [".txt", ".csv"])
def test_only_formats_with_places_are_read(ending: str, tmp_path: Path) -> None:
    assert "no format has the ending" in faults("concessions", "", tmp_path, ending)


def test_toml_is_read_as_well(tmp_path: Path) -> None:
    entry = "\n".join(f"{key} = {json.dumps(value)}" for key, value in CONCESSION.items())
    dated = entry.replace('"2026-03-15"', "2026-03-15")

    (one,) = read("concessions", f"[[concessions]]\n{dated}\n", tmp_path, ".toml").entries
    assert (one.id, one.until.isoformat()) == ("C-1", "2026-03-15")


def test_a_lot_is_called_what_is_written(tmp_path: Path) -> None:
    text = (
        "concessions:\n- " + "\n  ".join(f"{key}: {value}" for key, value in CONCESSION.items()) + "\n  lots: [007]\n"
    )

    assert read("concessions", text, tmp_path).entries[0].lots == ("007",)


def test_a_promise_is_replaced_by_a_later_one_about_the_same(tmp_path: Path) -> None:
    first, second = CORRECTION | {"replaced_by": "K-2"}, CORRECTION | {"id": "K-2", "promised": "2026-03-02"}

    def told(*entries: dict[str, str]) -> str:
        return faults("corrections", json.dumps({"corrections": entries}), tmp_path, ".json")

    assert len(read("corrections", json.dumps({"corrections": [first, second]}), tmp_path, ".json").entries) == 2
    assert "was not promised later" in told(first, second | {"promised": "2026-03-01"})
    assert "is not about the same thing" in told(first, second | {"for": "specs/oven.yaml::burnt::equals"})


@pytest.mark.parametrize("register", [CONCESSIONS, CORRECTIONS])
def test_the_schema_takes_the_example_and_refuses_what_is_wrong(register: object) -> None:
    name, schema = register.name, register.schema()  # type: ignore[attr-defined]
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    good, bad = (CONCESSION, BAD_CONCESSIONS) if name == "concessions" else (CORRECTION, BAD_CORRECTIONS)

    assert validator.is_valid({name: [good]})
    assert not validator.is_valid({name: [good | {"unknown": 1}]})
    assert not any(validator.is_valid({name: [{k: v for k, v in good.items() if k != "by"}]}) for _ in bad[:1])
