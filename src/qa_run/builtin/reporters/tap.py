"""TAP, version 14: a line for each verdict, and a block of YAML under those that have more to say."""

import json
from collections.abc import Iterator, Mapping
from itertools import count

from qa_run import Outcome, Report
from qa_run.builtin.reporters.telling import blocks, facts, items, troubles
from qa_run.escaping import visible

_SHORT = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


def tap(report: Report) -> str:
    """All verdicts; what kept the run from its end stands as lines of its own behind them."""
    lines: list[str] = []
    numbers = count(1)
    for one in report.procedures:
        lines.append(f"# {_plain(one.procedure.path)}")
        for verdict in one.verdicts:
            outcome = verdict.outcome
            line = f"{'not ok' if blocks(outcome, report) else 'ok'} {next(numbers)} - {_plain(verdict.id)}"
            if outcome is Outcome.NOT_APPLICABLE:
                line += " # SKIP not applicable"
            lines.append(line)
            if outcome not in _SHORT:
                lines += _block(dict(facts(verdict)), list(items(verdict)))
    for name, words in troubles(report):
        lines.append(f"not ok {next(numbers)} - {name}")
        lines += _block({"outcome": "error", "found": " ".join(words.split("\n"))}, [])
    return "\n".join(["TAP version 14", f"1..{next(numbers) - 1}", *lines, ""])


def _plain(name: str) -> str:
    """A description that is nothing else. Many readers look for `# SKIP` behind any `#`, escaped or not."""
    return visible(name).replace("\\", "\\\\").replace("#", "%23")


def _block(named: Mapping[str, str], shown: list[str]) -> Iterator[str]:
    """JSON is YAML, and has one way to quote."""
    yield "  ---"
    for label, text in named.items():
        yield f"  {'message' if label == 'found' else label.replace(' ', '_')}: {_quoted(text)}"
    if shown:
        yield "  items:"
        yield from (f"    - {_quoted(each)}" for each in shown)
    yield "  ..."


def _quoted(text: str) -> str:
    return json.dumps(visible(text), ensure_ascii=False).replace("##", "#\\x23")
