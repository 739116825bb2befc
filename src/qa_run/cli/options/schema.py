"""The words of `qa-run schema`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run schema`."""
    words = ["procedure", "report", "events"]
    parser.add_argument(
        "of", nargs="?", choices=words, default="procedure", metavar="OF", help="procedure (default), report, or events"
    )
