"""The words of `qa-run corrections`."""

from qa_run.cli.options.parsing import Parser, settings


def add_options(parser: Parser) -> None:
    """The options of `qa-run corrections`."""
    parser.add_argument("--as-of", metavar="TIME", help="the time that they are judged for (default: now)")
    parser.add_argument("--json", metavar="FILE", help="write them as JSON; - as FILE is stdout")
    settings(parser)
