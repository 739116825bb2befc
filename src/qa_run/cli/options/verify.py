"""The words of `qa-run verify`."""

from qa_run.cli.options.parsing import Parser

_AFTER = """\
exit codes:
  0 every signature, paper, procedure and sample is as it was signed, and the
  lot goes   1 something is not, was not checked, or the lot is held or stopped
  4 the command makes no sense
"""


def add_options(parser: Parser) -> None:
    """The options of `qa-run verify`."""
    parser.epilog = _AFTER
    add = parser.add_argument
    add("file", metavar="FILE", help="the statement of a release, or the folder that holds it")
    add("--key", action="append", default=[], metavar="PUB", help="a public key (PEM) that must have signed it")
    add("--against", default=".", metavar="FOLDER",
        help="where procedures and samples are, by the paths of the statement (default: here)")  # fmt: skip
    add("--lot", metavar="LOT", help="the lot that they have to be about")
    add("--json", metavar="FILE", help="write what was found as JSON; - as FILE is stdout")
