"""The words of `qa-run init`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run init`."""
    add = parser.add_argument
    add("folder", nargs="?", default=".", metavar="DIR", help="the folder that gets specs/ (default: this one)")
    add("--template", metavar="NAME", help="start from this one; without it, on a terminal, a few questions are asked")
