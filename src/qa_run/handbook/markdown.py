"""The handbook in Markdown, for a wiki or a repository. Text from files is no markup in it."""

from collections.abc import Iterator, Sequence

from qa_run.escaping import markdown_code, markdown_text
from qa_run.handbook.chapters import Ask, Chapter, Characteristic
from qa_run.handbook.words import Words


def pages_of(chapters: Sequence[Chapter], words: Words) -> dict[str, str]:
    """The text of each page, by the name of its file."""
    pages = {"index.md": _index(chapters, words)} | {f"{each.file}.md": _page(each, words) for each in chapters}
    return {name: "\n".join(lines) + "\n" for name, lines in pages.items()}


def _index(chapters: Sequence[Chapter], words: Words) -> Iterator[str]:
    yield f"# {words.said('Handbook of procedures')}"
    if words.notice:
        yield from ("", markdown_text(words.notice))
    columns = ("Procedure", "Revision", "In force from", "Owner", "Requirements")
    yield from ("", f"| {' | '.join(map(words.said, columns))} |", "|---|---|---|---|--:|")
    for each in chapters:
        facts = (each.procedure.revision, each.procedure.effective, each.procedure.owner, str(each.asks))
        yield f"| [{markdown_text(each.title)}](<{each.file}.md>) | {' | '.join(map(markdown_text, facts))} |"


def _page(chapter: Chapter, words: Words) -> Iterator[str]:
    procedure = chapter.procedure
    yield from (f"# {markdown_text(chapter.title)}", "")
    facts = {"Procedure": procedure.name, "Revision": procedure.revision, "In force from": procedure.effective,
             "Owner": procedure.owner}  # fmt: skip
    yield from (f"- {words.said(label)}: {markdown_text(value)}" for label, value in facts.items() if value)
    if chapter.based_on:
        yield f"- {markdown_text(chapter.based_on)}"
    if procedure.because:
        yield from ("", f"## {words.said('Why')}", "", markdown_text(procedure.because))
    if chapter.less:
        yield from ("", f"## {words.said('Weaker or gone, against the base')}", "", *_listed(chapter.less))
    if procedure.how:
        yield from ("", f"## {words.said('How the work is done')}", "", *_steps(procedure.how))
    yield from ("", f"## {words.said('What must hold')}")
    for each in chapter.characteristics:
        yield from _characteristic(each, words)
    yield from ("", f"## {words.said('How it is sampled')}", "", *_listed(chapter.sampling))
    made = markdown_text(words.made_of(procedure.path))
    yield from ("", "---", "", f"{made}, SHA-256 {markdown_code(procedure.sha256)}")


def _characteristic(each: Characteristic, words: Words) -> Iterator[str]:
    name = f" ({markdown_code(each.name)})" if each.name and each.name != each.title else ""
    yield from ("", f"### {markdown_text(each.title)}{name}", "")
    if each.recorded:
        yield from (markdown_text(", ".join(each.recorded)), "")
    if each.how:
        yield from (*_steps(each.how), "")
    for ask in each.asks:
        yield from _ask(ask, words)


def _ask(ask: Ask, words: Words) -> Iterator[str]:
    severity = f" ({markdown_text(ask.severity_name)})" if ask.severity else ""
    name = f" {markdown_code(ask.name)}" if ask.name else ""
    yield f"- **{markdown_text(ask.sentence)}**{severity}{name}"
    if ask.because:
        yield f"  - *{markdown_text(ask.because)}*"
    if ask.holds:
        yield f"  - {words.said('Holds')}: {markdown_text(ask.holds)}"
    yield f"  - {words.said('Accepted')}: {markdown_text(ask.accepted)}"
    yield from (f"  - {markdown_text(note)}" for note in ask.notes)


def _listed(lines: Sequence[str]) -> Iterator[str]:
    return (f"- {markdown_text(line)}" for line in lines)


def _steps(steps: Sequence[str]) -> Iterator[str]:
    return (f"{number}. {markdown_text(step)}" for number, step in enumerate(steps, 1))
