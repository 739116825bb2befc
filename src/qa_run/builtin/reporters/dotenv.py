"""Variables for the next step of a pipeline, as `verdict.env`.

Nothing of it comes from samples or procedures, and every value is made of signs that neither a shell nor GitLab (which
takes quotes for part of the value, and `$` for a variable) does anything with.
"""

import re
from datetime import datetime

from qa_run import Outcome, Report

_UNSAFE = re.compile(r"[^A-Za-z0-9_.:+-]")


def env(report: Report) -> str:
    """`QA_RUN_OUTCOME=passed` and the like, a line each; GitLab takes twenty variables from a file at least."""
    summary = report.summary
    values: dict[str, object] = {
        "OUTCOME": report.outcome.value,
        "EXIT_CODE": report.exit_code,
        "RELEASED": _word(report.exit_code == 0),
        "COMPLETE": _word(report.complete),
        "RUN_ID": report.run_id,
        "VERSION": report.version,
        "AS_OF": _moment(report.as_of),
        "STARTED": _moment(report.started),
        "DURATION_S": f"{report.duration_s:.3f}",
        "ITEMS": report.items,
        "VERDICTS": sum(summary.values()),
        **{outcome.name: summary.get(outcome, 0) for outcome in Outcome},
        "ERRORS": len(report.errors) + len(report.refused),
    }
    return "".join(f"QA_RUN_{name}={_UNSAFE.sub('_', str(value))}\n" for name, value in values.items())


def _word(holds: bool) -> str:
    return "true" if holds else "false"


def _moment(time: datetime) -> str:
    return (time if time.tzinfo else time.astimezone()).isoformat(timespec="seconds")
