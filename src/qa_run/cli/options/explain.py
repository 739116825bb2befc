"""The words of `qa-run explain`."""

from qa_run.cli.options.parsing import Parser

_HELP = "a criterion, a rule for accept, or a key; or a node id: specs/ham.yaml::ham_slices::exactly"


def add_options(parser: Parser) -> None:
    """The options of `qa-run explain`."""
    parser.add_argument("criterion", metavar="CRITERION", help=_HELP)
