"""The words of `qa-run diff`."""

from qa_run.cli.options.parsing import Parser

_AFTER = """\
Ends with 0 where nothing changed, 1 where something did, 4 where one side cannot
be read.
"""


def add_options(parser: Parser) -> None:
    """The options of `qa-run diff`."""
    parser.epilog = _AFTER
    parser.add_argument("old", metavar="OLD", help="the earlier revision: a file, or a folder of procedures")
    parser.add_argument("new", metavar="NEW", help="the later one; in folders, procedures are matched by their names")
