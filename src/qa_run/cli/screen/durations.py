"""The slowest steps of a run."""

from collections.abc import Iterator

from qa_run.cli.screen.page import Line, Span, line, rule
from qa_run.model.report import Report

#: What takes less is not listed, as in pytest.
LEAST = 0.005


def durations(report: Report, most: int, every: bool, width: int) -> Iterator[Line]:
    """The `most` slowest steps, all where that is 0; those that hardly take time only where `every` one is wanted."""
    steps = [("load", "all procedures", report.loading)]
    steps += [(step, one.procedure.path, took) for one in report.procedures for step, took in one.seconds.items()]
    steps.sort(key=lambda each: -each[2])
    asked = steps[:most] if most else steps
    shown = [each for each in asked if every or each[2] >= LEAST]
    yield rule("=", line(f"slowest {most} durations" if most else "slowest durations"), width)
    for step, path, took in shown:
        yield line(f"{took:8.3f} s  {step:<6}", Span(path))
    if len(shown) < len(asked):
        hidden = len(asked) - len(shown)
        yield line(
            Span(
                f"({hidden} that took less than {LEAST} s {'is' if hidden == 1 else 'are'} hidden; -v lists all)",
                "faint",
            )
        )
    yield line()
