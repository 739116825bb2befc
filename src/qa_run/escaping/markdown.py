"""Markdown of which nothing but the words is rendered.

Signs of Markdown are written as references to characters, which no dialect takes for structure, in tables neither.
What GitHub and GitLab make links of only after rendering (`@all`, `#12`, `https://…`) is parted by a span of code,
where they do not look.
"""

import re

from qa_run.escaping.invisible import visible

_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in '\\`*_[]<>|~^{}"'} | {"&": "&amp;"})
#: People, issues, labels, milestones, and the like; the beginnings of addresses; formulas; names of pictures.
_LINKED = re.compile(
    r"""(?:[@#!~%&](?=[\w"'(])|://|\bwww\.|\$|\bmailto:|\bGH-(?=\d)|(?<![\w:]):(?=[\w+-]+:))+""", re.IGNORECASE
)


def markdown_text(text: str) -> str:
    """`text` as running text in one line, to stand behind words of one's own, or in the cell of a table."""
    seen = visible(text)
    if seen.isalnum():
        return seen
    kept, at = [], 0
    for match in _LINKED.finditer(seen):
        kept += [seen[at : match.start()].translate(_SIGNS), f"`{match[0]}`"]
        at = match.end()
    return "".join([*kept, seen[at:].translate(_SIGNS)])


def markdown_code(text: str) -> str:
    """`text` as a span of code, or as running text where a span cannot hold it in the cell of a table."""
    seen = visible(text)
    if not seen.strip() or seen != seen.strip() or any(sign in seen for sign in ("`", "|", "\\", "##")):
        return markdown_text(seen)
    return f"`{seen}`"
