"""The words of `qa-run schema`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run schema`."""
    words = ["procedure", "report", "concessions", "corrections"]
    told = "procedure (default), report, concessions or corrections"
    parser.add_argument("of", nargs="?", choices=words, default="procedure", metavar="OF", help=told)
