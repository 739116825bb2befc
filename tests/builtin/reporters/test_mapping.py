"""A pipeline that sees nothing but one of these files comes to the same end as the exit code."""

import json
import re
from collections.abc import Callable

import junitparser
import pytest

from qa_run import Outcome

ENDS = {
    "all passed": ((Outcome.PASSED, Outcome.PASSED), {}),
    "conceded and marginal release": ((Outcome.CONCEDED, Outcome.MARGINAL, Outcome.NOT_APPLICABLE), {}),
    "marginal, and that is not enough": ((Outcome.PASSED, Outcome.MARGINAL), {"strict_marginal": True}),
    "failed": ((Outcome.PASSED, Outcome.FAILED), {}),
    "an error": ((Outcome.PASSED, Outcome.ERROR), {}),
    "not inspected": ((Outcome.PASSED, Outcome.NOT_INSPECTED), {}),
    "nothing was planned": ((), {}),
    "nothing applied": ((Outcome.NOT_APPLICABLE,), {}),
    "broken off": ((Outcome.PASSED,), {"interrupted": True, "complete": False}),
    "not complete, and it must be": ((Outcome.PASSED,), {"complete": False, "require_complete": True}),
    "samples that cannot be used": ((Outcome.PASSED,), {"refused": ("ham.csv: no such file",), "complete": False}),
    "an error of a plugin": ((Outcome.PASSED,), {"errors": ("boom",)}),
}


def junit_is_green(text: str) -> bool:
    cases = [case for suite in junitparser.JUnitXml.fromstring(text.encode()) for case in suite]
    return not any(isinstance(each, junitparser.Failure | junitparser.Error) for case in cases for each in case.result)


def tap_is_green(text: str) -> bool:
    return not re.search(r"^not ok ", text, re.M) and not text.startswith("TAP version 14\n1..0")


def ctrf_is_green(text: str) -> bool:
    results = json.loads(text)["results"]
    assert results["environment"]["healthy"] == (results["summary"]["failed"] == 0)
    return results["summary"]["failed"] == 0


READERS: dict[str, Callable[[str], bool]] = {
    "junit": junit_is_green,
    "xunit": junit_is_green,
    "tap": tap_is_green,
    "ctrf": ctrf_is_green,
    "jsonl": lambda text: json.loads(text.splitlines()[-1])["exit_code"] == 0,
    "github": lambda text: "::error" not in text,
    "env": lambda text: "QA_RUN_EXIT_CODE=0\n" in text and "QA_RUN_RELEASED=true\n" in text,
    "markdown": lambda text: "all released" in text.splitlines()[0],
}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("end", ENDS)
def test_green_is_what_exits_with_0(end, form, ended, rendered):
    outcomes, given = ENDS[end]
    report = ended(*outcomes, **given)

    assert READERS[form](rendered(form, report)) == (report.exit_code == 0)
