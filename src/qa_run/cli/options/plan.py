"""The words of `qa-run plan`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run plan`."""
    add = parser.add_argument
    add("spec", metavar="SPEC", help="a procedure, or a folder of them")
    add("--lot-size", type=int, metavar="N", help="how many items a lot has (default: samples.lot.size)")
    add("-n", type=int, metavar="N", help="how many are inspected, where the procedure does not say")
    add("--svg", metavar="FILE", help="write the curves as a picture")
    add("--json", metavar="FILE", help="write plans and curves as JSON; - as FILE is stdout, and quiets the screen")
