"""The words of `qa-run history`."""

from qa_run.cli.options.parsing import Parser, settings, whole

ACTIONS = ("list", "show", "diff", "trend", "prune", "export", "import", "reindex")
_AFTER = """\
list                   the recorded runs, the latest first
show RUN               its verdicts
diff A B               what became of the verdicts of A in B
trend ID               a requirement over the last runs; a part of its id will do
prune                  take old runs out, by --keep or --before; without --yes it
                       only says which
export FILE            all recorded runs, as JSON lines; - as FILE is stdout
import FILE            take in such a file; what is there already stays as it is
reindex                make the database anew from the files of the runs

RUN is last, -1, -2 ..., or the first signs of an id.
"""


def add_options(parser: Parser) -> None:
    """The options of `qa-run history`."""
    parser.epilog = _AFTER
    add = parser.add_argument
    add("action", choices=ACTIONS, metavar="ACTION", help=", ".join(ACTIONS))
    add("words", nargs="*", metavar="WORD", help="what ACTION is about: see below")
    add("-n", type=whole, default=20, metavar="N", help="list, trend: so many runs (default: 20)")
    add("--keep", type=whole, metavar="N", help="prune: all but the last N runs")
    add("--before", metavar="TIME", help="prune: those that started before")
    add("--yes", action="store_true", help="prune: do it")
    add("--json", metavar="FILE", help="list, show, diff, trend: write it as JSON; - as FILE is stdout")
    settings(parser)
