"""The words of `qa-run manual`."""

from qa_run.cli.options.parsing import Parser


def add_options(parser: Parser) -> None:
    """The options of `qa-run manual`."""
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files and folders of procedures (default: as in a run)")
    add("-o", dest="out", required=True, metavar="DIR", help="the folder for the pages; it is made if there is none")
    add("--language", default="en", metavar="LANGUAGE", help="of the sentences: en, it or pl (default: en)")
    add("-c", dest="config", metavar="FILE", help="take settings from FILE, as in a run")
