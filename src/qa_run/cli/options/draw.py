"""The words of `qa-run draw`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run draw`."""
    add = parser.add_argument
    add("list", metavar="LIST", help="the lot list, in any form that samples may have")
    add("--items", required=True, metavar="COLUMN", help="the column that names the items")
    add("-n", type=int, metavar="N", help="how many to draw")
    add("--spec", metavar="SPEC", help="a procedure whose plans say how many to draw")
    add("--lot-size", type=int, metavar="N", help="how many items the lot has (default: as many as are listed)")
    add("--sample", type=int, default=1, metavar="K", help="which sample of a double or multiple plan (default: 1)")
    add("--per", metavar="COLUMN[,COLUMN]", help="draw from each stratum of these columns in proportion to its size")
    add("--each", action="store_true", help="with --per: at least one of each stratum")
    add("--seed", metavar="SEED", help="a number or a text to draw by; without it one is made, and printed")
    add("-o", metavar="FILE", help="write the items as CSV; - as FILE is stdout, and the rest goes to stderr")
