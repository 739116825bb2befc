"""The page as text: templates that escape everything, and a policy that lets nothing run that is not written here."""

import os
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qa_run import Report
from qa_run.builtin.reporters.html.sections import sections_of
from qa_run.builtin.reporters.html.shown import LOOKS, number
from qa_run.builtin.reporters.html.standing import LISTED, STRATA, blocking, standing_of
from qa_run.builtin.reporters.html.table import table_of
from qa_run.escaping import visible

#: Rows beyond which a table is laid out part by part.
LONG = 400
TEMPLATES = Path(__file__).parent / "templates"


def render(report: Report) -> str:
    """The whole page; nothing on it is unseen."""
    style, script = (_own(name) for name in ("style.css", "filter.js"))
    sections = list(sections_of(report))
    rows = [row for section in sections for row in section.rows]
    blocks = blocking(rows)
    numbers = Counter[str]()
    page = environment().get_template("page.html")
    text = page.render(
        report=report,
        standing=standing_of(report),
        sections=sections,
        table=table_of,
        long=len(rows) > LONG,
        sources=[source for section in sections for source in section.report.sources],
        blocks=blocks[:LISTED],
        blocking=len(blocks),
        most=STRATA,
        looks=LOOKS,
        policy=policy(style, script),
        style=style,
        script=script,
        past=any(row.strip for row in rows),
        figure=lambda: _next(numbers),
    )
    return "\n".join(map(visible, text.split("\n")))


def _next(numbers: "Counter[str]") -> str:
    """A name for a figure that no other has."""
    numbers["figure"] += 1
    return f"f{numbers['figure']}"


def environment() -> Environment:
    """Every value that a template writes is escaped; a name that is not there is an error."""
    made = Environment(
        bytecode_cache=_compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["number"] = number
    return made


def policy(style: str, script: str) -> str:
    """Nothing may be fetched, framed or sent; only this very style and this very script are taken."""
    allowed = {"style-src": _hashed(style), "script-src": _hashed(script)}
    told = "; ".join(f"{name} {value}" for name, value in allowed.items())
    return f"default-src 'none'; {told}; base-uri 'none'; form-action 'none'"


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _own(name: str) -> Any:
    """A file of this package, which is no data and needs no escaping."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def _compiled() -> FileSystemBytecodeCache | None:
    """Templates compiled before, in a folder that is this user's alone; compiling them takes longer than the page."""
    if os.environ.get("QA_RUN_CACHE", "").lower() == "off":
        return None
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):  # no folder that is safe
        return None
