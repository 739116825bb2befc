"""`qa-run manual`: the procedures as a handbook for people, in HTML and in Markdown."""

import argparse
from pathlib import Path

from qa_run.cli.reports import installed, written_whole
from qa_run.errors import UsageError
from qa_run.handbook import html, markdown
from qa_run.handbook.chapters import chapters_of
from qa_run.handbook.words import Words
from qa_run.loading.config import config_of
from qa_run.loading.discovering import shown
from qa_run.loading.loader import load
from qa_run.session import Options, host_of


def command(asked: argparse.Namespace) -> int:
    """Write the pages of all procedures, and say where they begin."""
    installed({"jinja2": "html"}, "manual")
    here = Path.cwd()
    paths = asked.paths
    if not paths:
        config = config_of(here, (), Path(asked.config) if asked.config else None)
        paths = [shown(config.root / path, here) for path in config.paths]
    host = host_of(Options(plugins=tuple(asked.plugins)))
    procedures = load(paths, host, here)
    if not procedures:
        raise UsageError(f"there are no procedures in {', '.join(map(str, paths))}: nothing was written")
    words = Words(_language(asked.language))
    chapters = chapters_of(procedures, host, words.language)
    pages = html.pages_of(chapters, words) | markdown.pages_of(chapters, words)
    folder = Path(asked.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            written_whole(folder / name, text)
    except OSError as error:
        raise UsageError(f"-o {asked.out}: cannot be written: {error.strerror or error}") from error
    many = f"{len(procedures)} procedure{'' if len(procedures) == 1 else 's'}"
    print(f"{many}: {(folder / 'index.html').as_posix()}, {(folder / 'index.md').as_posix()}")
    if words.notice:
        print(words.notice)
    left = sorted(path.name for path in folder.glob("*.html") if path.name not in pages)
    if left:
        print(f"{folder.as_posix()} holds pages of no procedure that was written now: {', '.join(left)}")
    return 0


def _language(written: str) -> str:
    """`pl`, also where `pl_PL` or `pl-PL.UTF-8` is written."""
    language = written.replace("_", "-").partition("-")[0].casefold()
    if not language.isascii() or not language.isalpha() or len(language) > 8:
        raise UsageError(f"--language {written}: a language is written as en, it or pl")
    return language
