"""The digest of a requirement: what changes it, what does not, and that it is the same everywhere."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import qa_run
from qa_run import run
from qa_run.loading.loader import load
from qa_run.model.requirement_digest import requirement_digest
from qa_run.session import Options, host_of

HEAD = "procedure: p\nrevision: '2'\nsamples: {from: s.csv, item: id}\ncharacteristics:\n"
BASE = "  w: {unit: g, lower: 50, upper: 60.5}\n"
GOLDEN = "6271792dd6fd7ec1adfe92215e2fb7ceab88e6bf45e6f06dc28309f9cc8099b0"


@pytest.fixture(name="digest_of")
def _digest_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.setenv("QA_RUN_CACHE", "off")

    def digest(characteristics: str, revision: str = "") -> str:
        (tmp_path / "p.yaml").write_text(HEAD + characteristics, encoding="utf-8")
        (procedure,) = load(["p.yaml"], host_of(Options()), tmp_path)
        return requirement_digest(procedure.requirements[0], revision)

    return digest


@pytest.mark.parametrize(
    "other",
    [
        "  w: {unit: g, lower: 50.0, upper: 60.50}\n",
        "  w: {unit: g, upper: 60.5, lower: 5e1}\n",
        "  w: {unit: g, lower: 50, upper: 60.5, title: Weight, because: the law}\n",
        "\n\n  w:\n    unit: g\n    lower: 50\n    upper: 60.5\n",
        "  w: {unit: g, lower: 50 g, upper: 60.5}\n",
        "  w: {unit: g, recorded_in: kg, lower: 50, upper: 60.5}\n",
        "  w: {unit: g, lower: 50, upper: 60.5, accept: {at_most: 0}}\n",
    ],
)
def test_the_same_requirement_has_the_same_digest(digest_of: Callable[..., str], other: str) -> None:
    assert digest_of(other) == digest_of(BASE)


CHANGED = [
    "  w: {unit: g, lower: 50, upper: 60}\n",
    "  w: {unit: g, lower: 50, below: 60.5}\n",
    "  w: {unit: kg, lower: 50, upper: 60.5}\n",
    "  w: {unit: g, lower: 50}\n",
    "  w: {unit: g, lower: 50, upper: 60.5, class: major}\n",
    "  w: {unit: g, lower: 50, upper: 60.5, accept: {at_most: 1}}\n",
    "  w: {unit: g, lower: 50, upper: 60.5, accept: {at_most: 1 %}}\n",
    "  w: {unit: g, lower: 50, upper: 60.5, when: {c: red}}\n",
    "  w: {unit: g, lower: 50, upper: 60.5, when: {c: blue}}\n",
    "  w: {unit: g, lower: 50, upper: 60.5, inspect: {at_least: 3}}\n",
    "  w: {unit: g, lower: 50, upper: 60.5, optional: true}\n",
    "  w: {column: v, unit: g, lower: 50, upper: 60.5}\n",
    "  w: {mean: {lower: 50, upper: 60.5}, unit: g}\n",
    "  w: {exactly: 4}\n",
    "  w: {equals: true}\n",
    "  w: {equals: false}\n",
    "  w: {equals: 'true'}\n",
    "  w: {one_of: [a, b]}\n",
    "  w: {one_of: [b, a]}\n",
    "  w: {matches: 'a+'}\n",
]


def test_another_requirement_has_another_digest(digest_of: Callable[..., str]) -> None:
    digests = [digest_of(each) for each in [BASE, *CHANGED]]

    assert len(set(digests)) == len(digests)


def test_the_revision_counts_where_it_is_given(digest_of: Callable[..., str]) -> None:
    assert len({digest_of(BASE), digest_of(BASE, "1"), digest_of(BASE, "2")}) == 3


def test_it_is_the_same_in_another_process(digest_of: Callable[..., str], tmp_path: Path) -> None:
    """Whatever the seed of the hashes is; the digest stands in files that outlive this version."""
    here = digest_of(BASE, "2")
    program = (
        "from pathlib import Path\nfrom qa_run.loading.loader import load\n"
        "from qa_run.session import Options, host_of\n"
        "from qa_run.model.requirement_digest import requirement_digest as digest\n"
        "one, = load(['p.yaml'], host_of(Options()), Path.cwd())\nprint(digest(one.requirements[0], one.revision))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(str(qa_run.__file__)).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, env=environment
    )

    assert done.stdout.strip() == here == GOLDEN


def test_a_verdict_has_the_digest_of_what_the_procedure_says(tmp_path: Path) -> None:
    """Of every shape: what binding a requirement to its samples settles does not count."""
    (tmp_path / "s.csv").write_text(
        "id,w,v,t\n" + "".join(f"{n},{50 + n % 3},{n},2026-03-{n + 1:02}\n" for n in range(20))
    )
    lines = "  w: {requirements: [{lower: 50}, {mean: {lower: 49}}, {chart: {type: i_mr, first: 10}}]}\n"
    lines += "  v: {no_more_than: {column: w}, when: {w: {lower: 51}}}\n  t: {increases: true}\n"
    lines += "  x: {column: v, share: {of: {upper: 60}, lower: 20 %}}\n"
    (tmp_path / "p.yaml").write_text(HEAD.replace("item: id", "item: id, time: t") + lines, encoding="utf-8")
    report = run("p.yaml", here=tmp_path)

    (procedure,) = load(["p.yaml"], host_of(Options()), tmp_path)
    wanted = {
        f"p.yaml::{each.characteristic}::{each.id}": requirement_digest(each, "2") for each in procedure.requirements
    }
    found = {each.id: each.digest for each in report.verdicts if "@item" not in each.id}
    assert report.errors == report.refused == ()
    assert found == wanted
    assert len(found) == 6
