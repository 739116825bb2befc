"""A batch that tries everything, and reports of runs that ended in every way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from attrs import evolve
from hostile import HALF, HOSTILE

import qa_run
from qa_run import Outcome, Report
from qa_run.session import Options, host_of

PROCEDURE = """\
procedure: "<b>|`#1`"
title: "::error::[title](http://evil.example) <script>"
revision: "@everyone #12"
samples: {from: "items|`<i>.parquet", item: "id`|<u>", per: ["site|<i>"]}
characteristics:
  "<em>`|@all # SKIP":
    column: note
    title: "| a | b |"
    exactly: fine
    class: critical
    because: "<script>alert(2)</script> ]]> ::error:: ##[error]x @everyone | x `y` \\u202e \\x1b[31m"
  grams: {unit: g, lower: 55, marginal: 1, class: minor}
"""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of a run in which every name and value is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    specs = folder / "<b>specs`|#1"
    specs.mkdir()
    (specs / "x|`#<i>,a=b.yaml").write_text(PROCEDURE, encoding="utf-8")
    columns: dict[str, Any] = {
        "id`|<u>": [*HOSTILE, "good"],
        "site|<i>": [*HOSTILE, "Milano"],
        "note": [*HOSTILE, "fine"],
        "grams": [40.0 + (number % 20) for number in range(len(HOSTILE))] + [60.0],
    }
    pa.parquet.write_table(pa.table(columns), specs / "items|`<i>.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        report = qa_run.run(specs.name)
        assert report.summary[Outcome.FAILED] > len(HOSTILE)
        assert list(report.verdicts)
    errors = (f"broken: {HALF} \x1b[31m\n::error::x\n##[error]y", *HOSTILE)
    return evolve(report, errors=errors, refused=(HALF,))


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A run in which all passed, one verdict over all."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "ham.yaml").write_text(
        "procedure: ham\nsamples: {from: ham.csv, item: id}\n"
        "characteristics: {slices: {exactly: 4, class: major, because: The picture shows four.}}\n"
    )
    (folder / "ham.csv").write_text("id,slices\nS1,4\nS2,4\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        report = qa_run.run("ham.yaml")
        assert list(report.verdicts)
    return report


Ended = Callable[..., Report]


@pytest.fixture(scope="session")
def ended(plain: Report) -> Ended:
    """The plain report, with verdicts that ended with these outcomes, and whatever else is given."""

    def made(*outcomes: Outcome, **given: Any) -> Report:
        one = plain.procedures[0]
        first = one.verdicts[0]
        verdicts = tuple(
            evolve(first, id=f"ham.yaml::slices::exactly[n={n}]", outcome=outcome) for n, outcome in enumerate(outcomes)
        )
        procedures = (evolve(one, verdicts=verdicts, outcomes=outcomes),) if outcomes else ()
        return evolve(plain, procedures=procedures, **given)

    return made


@pytest.fixture(scope="session")
def rendered() -> Callable[[str, Report], str]:
    """A report in the form of a name, as it would be read back from the file."""
    reporters = host_of(Options()).reporters

    def rendering(name: str, report: Report) -> str:
        text = reporters[name].render(report)
        return text.encode("utf-8", "backslashreplace").decode("utf-8")

    return rendering


@pytest.fixture(scope="session")
def schemas() -> Path:
    return Path(__file__).parents[2] / "schemas"
