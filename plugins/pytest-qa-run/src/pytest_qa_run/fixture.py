"""The fixture `qa_run`: samples held against procedures inside a test."""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import qa_run
from attrs import frozen
from qa_run.embedding import what_blocks

from pytest_qa_run.judged import Runs

Paths = str | PathLike[str] | Sequence[str | PathLike[str]]


@frozen(eq=False, repr=False)
class QaRun:
    """Paths start from pytest's root, as node ids do; the time is that of the session, unless `as_of` is given."""

    runs: Runs

    def run(self, paths: Paths = "specs", samples: Any = None, **options: Any) -> qa_run.Report:
        """As `qa_run.run`, with the settings of the session."""
        wishes = self.runs.wishes
        many = [paths] if isinstance(paths, str | PathLike) else list(paths)
        settings: Mapping[str, Any] = {
            "here": Path(wishes.root), "as_of": self.runs.as_of, "plugins": wishes.plugins, "items": wishes.items,
            "strict_marginal": wishes.strict_marginal,
        }  # fmt: skip
        return qa_run.run(many, samples, **{**settings, **options})

    def check(self, samples: Any, paths: Paths, **options: Any) -> qa_run.Report:
        """The report, if it releases. Raises AssertionError with all that does not: `samples` is a frame or a path."""
        __tracebackhide__ = True
        report = self.run(paths, samples, **options)
        if report.exit_code:
            raise AssertionError("\n".join(each for each in (report.exit_reason, what_blocks(report)) if each))
        return report
