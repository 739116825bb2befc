"""The handbook as pages: each one file, without network or script, to be read in light and dark and printed on A4."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from qa_run.escaping import visible
from qa_run.handbook.chapters import Chapter
from qa_run.handbook.words import Words


def pages_of(chapters: Sequence[Chapter], words: Words) -> dict[str, str]:
    """The text of each page, by the name of its file."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    folder = files("qa_run.handbook").joinpath("templates")
    names = ("frame.html", "index.html", "procedure.html")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_seen, trim_blocks=True, lstrip_blocks=True,
        loader=DictLoader({name: folder.joinpath(name).read_text("utf-8") for name in names}),
    )  # fmt: skip
    style = Markup(folder.joinpath("style.css").read_text("utf-8"))
    shared = {"style": style, "words": words, "said": words.said, "chapters": chapters}
    index = environment.get_template("index.html").render(**shared)
    page = environment.get_template("procedure.html")
    return {"index.html": index} | {f"{each.file}.html": page.render(chapter=each, **shared) for each in chapters}


def _seen(value: Any) -> Any:
    """Text as it is printed: no sign in it that nobody sees."""
    return visible(value) if type(value) is str else value
