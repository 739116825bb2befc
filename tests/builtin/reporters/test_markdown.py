"""Markdown, read back by markdown-it: words, and nothing that is rendered."""

import re

import pytest
from attrs import evolve
from hostile import HALF, HOSTILE
from markdown_it import MarkdownIt

from qa_run import Outcome
from qa_run.escaping import markdown_code, markdown_text, visible

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"paragraph", "heading", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item", "inline"}
INLINE = {"text", "code_inline", "softbreak", "strong_open", "strong_close", "text_special"}


def leaves(text: str):
    return [child for token in READER.parse(text) for child in token.children or ()]


def shown(text: str) -> str:
    return "".join(child.content for child in leaves(text))


def test_nothing_but_tables_lists_and_words(hostile, rendered):
    text = rendered("markdown", hostile)

    assert {token.type.removesuffix("_open").removesuffix("_close") for token in READER.parse(text)} <= OURS
    assert {child.type for child in leaves(text)} <= INLINE


def test_tables_keep_their_columns(hostile, rendered):
    html = READER.render(rendered("markdown", hostile))
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.S)
    widths = {len(re.findall(r"<t[hd]", row)) for row in rows}

    assert widths == {3, 5}
    assert "<th>verdicts</th>" in html


def test_nobody_is_mentioned_and_nothing_is_linked(hostile, rendered):
    """GitHub and GitLab look for these in the text that was rendered, spans of code left out."""
    text = " ".join(child.content if child.type == "text" else "\0" for child in leaves(rendered("markdown", hostile)))

    assert re.findall(r"@\w+|[#!~]\d+|https?://|www\.\w|\$|:smile:", text) == []


@pytest.mark.parametrize("text", [*HOSTILE, HALF])
@pytest.mark.parametrize("made", [markdown_text, markdown_code])
def test_what_is_said_is_what_is_read(made, text):
    assert shown(f"x {made(text)} y") == f"x {visible(text)} y"


def test_a_run_of_thousands_leaves_room_for_others(ended, rendered):
    report = ended(*[Outcome.FAILED] * 100)
    one = report.procedures[0]
    long = tuple(evolve(each, message="ü" * 30_000) for each in one.verdicts)
    text = rendered("markdown", evolve(report, procedures=(evolve(one, verdicts=long),)))

    assert len(text.encode()) < 1_000_000
    assert text.rstrip().endswith("_There is no room here for the rest: see the report as JSON or HTML._")
