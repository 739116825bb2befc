"""A parser that refuses in words, and what all commands take."""

import argparse
import shutil
from collections.abc import Sequence
from typing import Any, NoReturn

from qa_run.loading.suggest import did_you_mean
from qa_run.version import VERSION


class WordsError(Exception):
    """The words make no sense; the message says what to write instead."""


def whole(written: str) -> int:
    if not written.isdigit():
        raise argparse.ArgumentTypeError(f"{written!r} is no number of items: write 0, 5 or 20")
    return int(written)


def counted(written: str) -> int:
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"{written!r} is no whole number: write 0, 1 or 10")
    return int(written)


class Parser(argparse.ArgumentParser):
    """An argument parser that refuses by an exception, and says which option was probably meant."""

    def error(self, message: str) -> NoReturn:
        raise WordsError(message)

    def parsed(self, words: Sequence[str]) -> argparse.Namespace:
        """The options in `words`, in any order with the arguments between them."""
        found, rest = self.parse_known_intermixed_args(words)
        if rest:
            known = [name for action in self._actions for name in action.option_strings]
            name = rest[0].partition("=")[0]
            if not name.startswith("-"):
                raise WordsError(f"{rest[0]}: {self.prog} takes no such word")
            hint = did_you_mean(name, known)
            raise WordsError(f"{rest[0]}: there is no such option{f' ({hint})' if hint else ''}")
        return found


def _formatter(prog: str) -> argparse.HelpFormatter:
    width = min(shutil.get_terminal_size((80, 24)).columns, 100) - 1
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=26, width=width)


def new_parser(prog: str, **words: Any) -> Parser:
    return Parser(prog=prog, allow_abbrev=False, add_help=False, formatter_class=_formatter, **words)


def common(group: Any) -> None:
    group.add_argument("-p", action="append", default=[], dest="plugins", metavar="NAME",
                       help="import the plugin NAME besides; no:NAME leaves an installed one out")  # fmt: skip
    group.add_argument("--version", action="version", version=f"qa-run {VERSION}", help="print the version")
    group.add_argument("-h", "--help", action="help", help="print this")


def settings(group: Any) -> None:
    """The options of commands that the settings of a project hold for."""
    group.add_argument("-c", dest="config", metavar="FILE",
                       help="take settings from FILE, not from the nearest qa-run.toml or pyproject.toml")  # fmt: skip
    group.add_argument("-o", action="append", default=[], dest="settings", metavar="NAME=VALUE",
                       help="a setting for this run alone")  # fmt: skip
