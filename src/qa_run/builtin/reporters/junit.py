"""JUnit XML, as the readers of GitLab, Jenkins and GitHub take it: one case a verdict.

None of them knows `not inspected`; as skipped it would look green while the run exits with 1, so it is a failure.
"""

from collections.abc import Iterator
from functools import lru_cache

from qa_run import Outcome, Report, Verdict
from qa_run.builtin.reporters.telling import blocks, facts, items, line, seen, told, troubles
from qa_run.escaping import xml_text

#: Lines of samples that could not be read, shown of each source.
REJECTED = 20
#: What a reader of verdicts wants as columns.
PROPERTIES = ("class", "requirement", "limits", "measured", "outcome")

text = lru_cache(maxsize=4096)(xml_text)


def junit(report: Report) -> str:
    """With the place of each verdict and its properties, which most readers know and the strict schema does not."""
    return _document(report, strict=False)


def xunit(report: Report) -> str:
    """By the schema of Jenkins' xUnit plugin, which refuses a file that holds anything else."""
    return _document(report, strict=True)


def _document(report: Report, strict: bool) -> str:
    parts = [_suite(report, number, strict) for number in range(len(report.procedures))]
    if extra := troubles(report):
        parts.append(_run(extra, report))
    kinds = [_kind(outcome, report) for one in report.procedures for outcome in one.outcomes]
    counted = f'tests="{len(kinds) + len(extra)}" failures="{kinds.count("failure")}"'
    counted += f' errors="{kinds.count("error") + len(extra)}"'
    head = f'<testsuites name="qa-run" {counted} time="{report.duration_s:.3f}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *parts, "</testsuites>\n"])


def _kind(outcome: Outcome, report: Report) -> str:
    if outcome is Outcome.ERROR:
        return "error"
    if blocks(outcome, report):
        return "failure"
    return "skipped" if outcome is Outcome.NOT_APPLICABLE else "passed"


def _suite(report: Report, number: int, strict: bool) -> str:
    one = report.procedures[number]
    kinds = {outcome: _kind(outcome, report) for outcome in Outcome}
    found = [kinds[outcome] for outcome in one.outcomes]
    counts = f'tests="{len(found)}" failures="{found.count("failure")}" errors="{found.count("error")}"'
    head = (
        f'<testsuite name="{text(one.procedure.path)}" {counts} skipped="{found.count("skipped")}" time="0.000" '
        f'timestamp="{report.started.isoformat(timespec="seconds")}" file="{text(one.procedure.path)}">'
    )
    known = {"procedure": one.procedure.name, "title": one.procedure.title, "revision": one.procedure.revision}
    known |= {"run_id": report.run_id, "as_of": report.as_of.isoformat(), "complete": str(report.complete).lower()}
    named = "".join(_property(name, value) for name, value in known.items() if value)
    cases = [_case(verdict, kinds[verdict.outcome], strict) for verdict in one.verdicts]
    said = "\n".join(
        text(line(f"{place}: {reason}")) for source in one.sources for place, reason in _cut(source.rejected)
    )  # fmt: skip
    rest = [f"<system-err>lines that could not be read:\n{said}</system-err>"] if said else []
    return "\n".join([head, f"<properties>{named}</properties>", *cases, *rest, "</testsuite>"])


def _cut(rejected: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    yield from rejected[:REJECTED]
    if left := len(rejected) - REJECTED:
        yield from [("and", f"{left} more")] if left > 0 else []


def _property(name: str, value: str) -> str:
    return f'<property name="{name}" value="{text(value)}"/>'


@lru_cache(maxsize=1024)
def _attributes(file: str, line: int, procedure: str, characteristic: str, strict: bool) -> str:
    """What the cases of one requirement have alike. A dot would be a package to Jenkins, so a name keeps none."""
    name = f"{procedure}.{characteristic.replace('.', '_')}"
    placed = "" if strict else f' file="{text(file)}" line="{line}"'
    return f'classname="{text(name)}" time="0.000"{placed}'


def _case(verdict: Verdict, kind: str, strict: bool) -> str:
    where = verdict.place
    head = _attributes(where.file, where.line, verdict.procedure, verdict.characteristic, strict)
    name = xml_text(verdict.id)
    if kind == "passed" and verdict.outcome is Outcome.PASSED:
        if strict:
            return f'<testcase name="{name}" {head}/>'
        return f'<testcase name="{name}" {head}>{_passed(verdict)}</testcase>'
    inner = [] if strict else [_properties(verdict)]
    lines = [text(each) for each in told(verdict)]
    if kind != "passed":
        message = text(f"{verdict.outcome.value}: {verdict.message}")
        content = "\n".join(lines)
        inner.append(f'<{kind} type="{verdict.outcome.value}" message="{message}">{content}</{kind}>')
        lines = [text(f"- {each}") for each in items(verdict)]
    if lines:
        inner.append("<system-out>" + "\n".join(lines) + "</system-out>")
    return f'<testcase name="{name}" {head}>' + "".join(inner) + "</testcase>"


def _passed(verdict: Verdict) -> str:
    """The properties of a verdict that passed, of which there are thousands: only the numbers are its own."""
    fixed = _fixed(verdict.severity, verdict.requirement, verdict.limits.get("as_written", ""))
    told_ = ", ".join(
        f"{name} {value:.6g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in verdict.measured.items()
    )
    measured = f'<property name="measured" value="{xml_text(told_)}"/>' if told_ else ""
    return f'<properties>{fixed}{measured}<property name="outcome" value="passed"/></properties>'


@lru_cache(maxsize=1024)
def _fixed(severity: str, requirement: str, limits: str) -> str:
    named = {"class": severity, "requirement": requirement, "limits": limits}
    return "".join(_property(name, value) for name, value in named.items() if value)


def _properties(verdict: Verdict) -> str:
    known = dict(facts(verdict))
    named = [*PROPERTIES, "concession", "correction", "lot"]
    return "<properties>" + "".join(_property(name, known[name]) for name in named if name in known) + "</properties>"


def _run(extra: list[tuple[str, str]], report: Report) -> str:
    """What no verdict tells, as cases of a suite of its own: a file without it would be green."""
    cases = []
    for number, (name, words) in enumerate(extra, 1):
        content = "\n".join(map(text, words.split("\n")))
        message = text(words.split("\n")[0])
        cases.append(
            f'<testcase name="{text(seen(name))} {number}" classname="qa-run" time="0.000">'
            f'<error type="error" message="{message}">{content}</error></testcase>'
        )
    head = (
        f'<testsuite name="qa-run" tests="{len(extra)}" failures="0" errors="{len(extra)}" skipped="0" time="0.000" '
        f'timestamp="{report.started.isoformat(timespec="seconds")}">'
    )
    return "\n".join([head, *cases, "</testsuite>"])
