"""The words of `qa-run concede`."""

from qa_run.cli.options.parsing import Parser, settings, whole

_AFTER = """\
example:
  qa-run concede 'specs/ham.yaml::ham_slices::exactly[shop=Milano]' \\
    --reason 'three slices, said on the label' --by 'Anna Rossi' --until 2026-03-15
"""


def add_options(parser: Parser) -> None:
    """The options of `qa-run concede`."""
    parser.epilog = _AFTER
    add = parser.add_argument
    add("node", metavar="NODEID", help="the verdict, as a run calls it; * for what is left open")
    add("--reason", required=True, metavar="TEXT", help="why it can be released in spite of the nonconformity")
    add("--by", required=True, metavar="WHO", help="who gave leave")
    add("--until", required=True, metavar="DAY", help="the last day on which it holds")
    add("--approved", metavar="DAY", help="the first day on which it holds (default: today)")
    add("--lot", action="append", default=[], dest="lots", metavar="LOT", help="only for this lot; may stand often")
    add(
        "--item",
        action="append",
        default=[],
        dest="items",
        metavar="ITEM",
        help="only for this item; may stand often",
    )
    add("--quantity", type=whole, metavar="N", help="how many nonconforming items it covers at most")
    add("--id", metavar="ID", help="what it is called (default: the next C-YEAR-NUMBER)")
    settings(parser)
