"""The words of `qa-run infer`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run infer`."""
    add = parser.add_argument
    add("batch", metavar="BATCH", help="recorded samples, in any form that samples may have")
    add("-o", metavar="FILE", help="write the draft into FILE (default: to stdout)")
    add("--format", action="append", default=[], metavar="KEY=VALUE",
        help="how the batch is written, as under samples: decimal=, dates=dd/mm/yyyy sheet=March")  # fmt: skip
