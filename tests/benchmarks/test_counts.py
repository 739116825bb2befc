"""The benchmark's own figures: SQL agrees with itself in both modes, and the procedures require what SQL counts."""

from pathlib import Path
from types import ModuleType

import pytest
import yaml

duckdb = pytest.importorskip("duckdb")
pa = pytest.importorskip("pyarrow", reason="pyarrow makes the benchmark's samples")

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmark is a folder of scripts, which find each other beside themselves."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))


@pytest.fixture
def sql() -> ModuleType:
    import sql_duckdb

    return sql_duckdb


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The two hundred rows that everybody's benchmark has."""
    import make_data

    make_data.write(tmp_path / "S.csv", make_data.blocks("S"))
    return str(tmp_path / "S.csv")


@pytest.fixture(params=["unsorted.csv", "unsorted.parquet"])
def unsorted(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Three thousand rows drawn with replacement: ids in no order, and most of them more than once."""
    import make_data
    import numpy as np

    drawn = np.random.default_rng(7).integers(0, 3000, 3000)
    make_data.write(tmp_path / request.param, iter([make_data.block(0, 0, 3000, rate=0.02).take(pa.array(drawn))]))
    return str(tmp_path / request.param)


def requirements(file: str) -> set[str]:
    """What a procedure requires, by the names its verdicts have."""
    names = set()
    for name, characteristic in yaml.safe_load((BENCHMARKS / "specs" / file).read_text())["characteristics"].items():
        for one in characteristic.get("requirements", [characteristic]):
            kind = one.keys() - {"column", "optional", "accept", "id"}
            criterion = "limits" if kind == {"lower", "upper"} else "".join(kind)
            names.add(f"{name}::{one.get('id', criterion)}")
    return names


def test_the_small_samples_have_the_faults_that_their_seed_sows(sql: ModuleType, small: str) -> None:
    answer, failed = sql.overall(small, tuned=False)

    broken = {
        name: count for name, count in answer.items() if count and name not in ("weight_g::mean", "weight_g::stdev")
    }
    assert broken == {
        "weight_g::limits": 1,
        "length_mm::limits": 2,
        "ph::limits": 2,
        "fill_ml::limits": 1,
        "fill_ml::no_more_than": 2,
        "defects::limits": 2,
        "packer::differs_from": 1,
        "sample_id::unique": 1,
    }
    assert failed == 8


def test_plain_and_tuned_find_the_same_in_the_small_samples(sql: ModuleType, small: str) -> None:
    tuned, plain = sql.overall(small, tuned=True), sql.overall(small, tuned=False)

    assert tuned == (pytest.approx(plain[0]), plain[1])
    assert sql.per_site(small, tuned=True) == sql.per_site(small, tuned=False)


def test_plain_and_tuned_find_the_same_where_ids_are_out_of_order(sql: ModuleType, unsorted: str) -> None:
    tuned, plain = sql.overall(unsorted, tuned=True), sql.overall(unsorted, tuned=False)

    assert tuned == (pytest.approx(plain[0]), plain[1])
    assert plain[0]["sample_id::unique"] > 1000
    assert sql.per_site(unsorted, tuned=True) == sql.per_site(unsorted, tuned=False)


def test_the_procedure_overall_requires_what_sql_counts(sql: ModuleType, small: str) -> None:
    answer, _ = sql.overall(small, tuned=False)

    assert requirements("bench_overall.yaml") == answer.keys()
    assert len(answer) == 20


@pytest.mark.parametrize("file", ["bench_overall.yaml", "bench_per_site.yaml"])
def test_procedures_and_sql_have_the_same_limits(file: str) -> None:
    import work

    characteristics = yaml.safe_load((BENCHMARKS / "specs" / file).read_text())["characteristics"]

    limits = {name: characteristics[name].get("requirements", [characteristics[name]])[0] for name in work.LIMITS}
    assert {name: (one["lower"], one["upper"]) for name, one in limits.items()} == work.LIMITS
