"""The words of `qa-run lint`."""

from qa_run.cli.options.parsing import Parser

FORMATS = ("text", "github", "json", "junit", "sarif")


def add_options(parser: Parser) -> None:
    """The options of `qa-run lint`."""
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files and folders of procedures (default: as in a run)")
    add("--format", choices=FORMATS, default="text", metavar="FORMAT", help=f"{', '.join(FORMATS)} (default: text)")
    add("-o", dest="out", default="-", metavar="FILE", help="write it into FILE; - is stdout (default)")
    add("-c", dest="config", metavar="FILE", help="take settings from FILE, as in a run")
