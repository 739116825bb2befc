"""The words of `qa-run explain`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run explain`."""
    parser.add_argument("criterion", metavar="CRITERION", help="a criterion, a rule for accept, or a key")
