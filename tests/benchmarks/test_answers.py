"""A benchmark that compares answers must notice when they part."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import answers

    return answers


def verdict(name: str, criterion: str, **more: Any) -> dict[str, Any]:
    stated = {"outcome": "passed", "nonconforming": 0, "measured": {}}
    return (
        {"id": f"specs/x.yaml::{name}", "characteristic": name.split("::")[0], "criterion": criterion} | stated | more
    )


def test_a_report_is_read_by_the_names_that_sql_uses(answers: ModuleType, tmp_path: Path) -> None:
    verdicts = [
        verdict("@item::unique", "unique"),
        verdict("sample_id::unique", "unique", nonconforming=4, measured={"surplus": 3}, outcome="failed"),
        verdict("weight_g::mean", "mean", measured={"mean": 250.5}),
        verdict("ph::limits[site=S001]", "limits", nonconforming=2, outcome="failed"),
    ]
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"verdicts": verdicts}))

    found, failed = answers.from_report(report)

    assert found == {"sample_id::unique": 3, "weight_g::mean": 250.5, "ph::limits[site=S001]": 2}
    assert failed == 2


def test_a_figure_that_a_report_lacks_is_a_difference(answers: ModuleType, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"verdicts": [verdict("sample_id::unique", "unique")]}))

    parted = list(answers.differences(answers.from_report(report), answers.Answer({"sample_id::unique": 0}, 0)))

    assert parted == ["sample_id::unique: None against 0"]


def test_one_item_more_or_one_requirement_fewer_is_a_difference(answers: ModuleType) -> None:
    one = answers.Answer({"ph::limits": 2, "lot::present": 0}, 1)
    other = answers.Answer({"ph::limits": 3}, 1)

    assert list(answers.differences(one, other)) == ["lot::present: 0 against None", "ph::limits: 2 against 3"]


def test_statistics_may_differ_in_their_last_digits_only(answers: ModuleType) -> None:
    mean = answers.Answer({"weight_g::mean": 250.0}, 0)

    assert not list(answers.differences(mean, answers.Answer({"weight_g::mean": 250.0 + 1e-9}, 0)))
    assert list(answers.differences(mean, answers.Answer({"weight_g::mean": 250.001}, 0)))
