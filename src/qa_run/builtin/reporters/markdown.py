"""The run in Markdown: for the summary of a step in GitHub Actions, or a comment on a merge request."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from qa_run import Outcome, Report, Verdict
from qa_run.builtin.reporters.telling import blocks, facts, item, troubles
from qa_run.escaping import markdown_code, markdown_text

#: GitHub throws a summary away that is larger than 1 MiB, and GitLab a note of more than a million characters; other
#: steps and people want some of it too.
LARGEST = 900_000
#: Items shown of a verdict, and verdicts told in full; all others are in the table.
ITEMS, IN_FULL = 10, 50
#: A shape and a word, for those who see no colours.
SIGNS = {
    Outcome.ERROR: "⛔ error", Outcome.FAILED: "❌ failed", Outcome.NOT_INSPECTED: "❓ not inspected",
    Outcome.CONCEDED: "📝 conceded", Outcome.MARGINAL: "⚠️ marginal", Outcome.PASSED: "✅ passed",
    Outcome.NOT_APPLICABLE: "➖ not applicable",
}  # fmt: skip
text = lru_cache(maxsize=4096)(markdown_text)
code = lru_cache(maxsize=4096)(markdown_code)


def markdown(report: Report) -> str:
    """What came of it, a table of all requirements, and what blocks in full, as far as there is room."""
    kept: list[str] = []
    room = LARGEST
    for block in _blocks(report):
        room -= len(block.encode("utf-8", "backslashreplace")) + 2
        if room < 0:
            kept.append("_There is no room here for the rest: see the report as JSON or HTML._")
            break
        kept.append(block)
    return "\n\n".join(kept) + "\n"


def _blocks(report: Report) -> Iterator[str]:
    yield f"# {SIGNS[report.outcome]}: {text(report.exit_reason)}"
    counted = ", ".join(f"{n} {outcome.value.replace('_', ' ')}" for outcome, n in _counts(report.summary))
    whole = "" if report.complete else " **The run is not complete.**"
    yield f"{counted or 'no verdicts'}; {report.items} items in {report.duration_s:.1f} s.{whole}"
    for name, words in troubles(report):
        yield f"**{text(name)}:** " + " ".join(map(text, words.split("\n")))
    for one in report.procedures:
        yield f"## {text(one.procedure.title or one.procedure.name)}"
        revision = one.procedure.revision
        yield code(one.procedure.path) + (f", revision {text(revision)}" if revision else "")
        yield _requirements(one.verdicts)
        rejected = sum(len(source.rejected) for source in one.sources)
        if rejected:
            yield f"**{rejected} lines could not be read.**"
        excluded = [(reason, n) for source in one.sources for reason, n in source.excluded]
        if excluded:
            yield "**Not judged:** " + "; ".join(f"{n} × {text(reason)}" for reason, n in excluded)
        if one.notices:
            yield "\n".join(f"- {text(notice)}" for notice in one.notices)
        notable = [verdict for verdict in one.verdicts if verdict.outcome is not Outcome.PASSED]
        yield from _notable(sorted(notable, key=lambda verdict: -verdict.outcome.severity), report)


def _requirements(verdicts: Iterable[Verdict]) -> str:
    """A row for each requirement, however many strata it is held against."""
    together: dict[tuple[object, ...], tuple[Verdict, Counter[Outcome]]] = {}
    for verdict in verdicts:
        key = (verdict.characteristic, verdict.criterion, verdict.requirement, verdict.place)
        first = together.get(key)
        if first is None:
            first = together[key] = (verdict, Counter())
        first[1][verdict.outcome] += 1
    rows = ["| verdicts | characteristic | requirement | class | written at |", "|---|---|---|---|---|"]
    for one, counts in together.values():
        signs = ", ".join(f"{n} × {SIGNS[outcome]}" for outcome, n in _counts(counts))
        cells = [code(one.characteristic), text(one.requirement), text(one.severity), code(str(one.place))]
        rows.append(f"| {signs} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _notable(verdicts: list[Verdict], report: Report) -> Iterator[str]:
    """All that is not plainly passed; in full, as far as it blocks."""
    told = [verdict for verdict in verdicts if blocks(verdict.outcome, report)][:IN_FULL]
    for verdict in told:
        yield _in_full(verdict)
    rest = [verdict for verdict in verdicts if verdict.outcome is not Outcome.NOT_APPLICABLE][len(told) :]
    if rest:
        yield "### More"
    for at in range(0, len(rest), 100):  # tables of a hundred rows: what has no room is left out by the table
        rows = ["| outcome | verdict | found |", "|---|---|---|"]
        rows += [
            f"| {SIGNS[each.outcome]} | {code(each.id)} | {text(each.message)} |" for each in rest[at : at + 100]
        ]  # fmt: skip
        yield "\n".join(rows)
    for verdict in rest:
        if verdict.tables:
            yield "\n\n".join([f"### {text(verdict.message.partition(';')[0])}: {code(verdict.id)}", *_tables(verdict)])


def _tables(verdict: Verdict) -> Iterator[str]:
    for each in verdict.tables:
        head, *rows = (f"| {' | '.join(map(text, row))} |" for row in (each.headers, *each.rows))
        yield "\n".join([f"**{text(each.title)}**", "", head, "|---" + "|--:" * (len(each.headers) - 1) + "|", *rows])


def _in_full(verdict: Verdict) -> str:
    lines = [f"### {SIGNS[verdict.outcome]}: {code(verdict.id)}", ""]
    lines += [f"- **{label}:** {text(words)}" for label, words in facts(verdict) if label != "outcome"]
    if verdict.tables:
        return "\n\n".join(["\n".join(lines), *_tables(verdict)])
    if verdict.items:
        lines.append("- **items:**")
        lines += [f"  - item {text(item(each))}" for each in verdict.items[:ITEMS]]
    left = verdict.items_total - min(len(verdict.items), ITEMS)
    if verdict.items and left:
        lines.append(f"  - and {left} more")
    return "\n".join(lines)


def _counts(counts: Mapping[Outcome, int]) -> list[tuple[Outcome, int]]:
    return [(outcome, counts[outcome]) for outcome in reversed(Outcome) if counts.get(outcome)]
