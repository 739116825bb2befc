"""The words of `qa-run baseline`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run baseline`."""
    add = parser.add_argument
    add("procedure", metavar="PROCEDURE", help="the file, or a folder of files, whose charts say baseline:")
    add("--samples", action="append", default=[], metavar="[NAME=]PATH", help="as in a run: from which limits are set")
    add("--first", type=int, metavar="N", help="only the first N points of each chart set its limits")
    add("--from", dest="from_", metavar="DATE", help="only points from then on")
    add("--until", metavar="DATE", help="only points until then; a date alone is the whole of that day")
    add("--replace", action="store_true", help="write over limits that are frozen already")
    add("--add", action="store_true", help="keep what is frozen, and put the limits of new phases beside it")
    add("--despite-signals", metavar="REASON", help="freeze although points signal by these limits, and say why")
    add("--by", metavar="NAME", help="who freezes them (default: who is logged in)")
    add("--as-of", metavar="TIME", help="when they are frozen (default: now)")
