"""The words of `qa-run sheet`."""

from qa_run.cli.options.parsing import Parser, counted

LANGUAGES = ("en", "it", "pl")


def add_options(parser: Parser) -> None:
    """The options of `qa-run sheet`."""
    add = parser.add_argument
    add("spec", metavar="SPEC", help="the procedure whose samples are to be recorded")
    add("-o", required=True, metavar="FILE", help="the workbook to write, as in sheet.xlsx")
    add(
        "--rows", type=counted, metavar="N", help="how many rows (default: as many as the plan or inspect: asks, or 50)"
    )
    add("--lot-size", type=counted, metavar="N", help="how many items a lot has, where a plan goes by that")
    add("--language", choices=LANGUAGES, default="en", metavar="LANGUAGE",
        help="of the guide and of what the sheet says when it warns: en, it, pl")  # fmt: skip
