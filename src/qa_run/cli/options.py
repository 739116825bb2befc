"""The words of the command line. Nothing heavy is imported here: `--version` and `--help` answer at once."""

import argparse
import shutil
from collections.abc import Sequence
from typing import Any, NoReturn

from qa_run.loading.suggest import did_you_mean
from qa_run.version import VERSION

COMMANDS = {
    "schema": "the JSON Schema of procedures, or of the report",
    "plugins": "what takes part, and what it offers",
    "explain": "what a criterion asks, its keys, and examples",
    "plan": "how many to draw from a lot, when to accept it, and what that lets through",
    "draw": "items of a lot list chosen at random, so that anybody can choose the same again",
    "baseline": "frozen limits for the charts of a procedure",
}
_AFTER = """\
commands, as the first word (a folder of that name is reached as ./schema):
  qa-run schema [report]     {schema}
  qa-run plugins             {plugins}
  qa-run explain CRITERION   {explain}
  qa-run plan SPEC           how many to draw, and what that lets through
  qa-run draw LIST           a random choice of items, that can be repeated
  qa-run baseline PROCEDURE  {baseline}

exit codes:
  0 all released   1 something failed or was not inspected   2 interrupted
  3 an error of qa-run or a plugin   4 a fault in a procedure or the command,
  or samples that cannot be used   5 nothing to inspect

examples:
  qa-run                                       all of specs/
  qa-run specs/ham.yaml --samples batch.csv    one procedure, another batch
  qa-run specs/ --samples ham=today.csv --json report.json
"""


class WordsError(Exception):
    """The words make no sense; the message says what to write instead."""


def _whole(written: str) -> int:
    if not written.isdigit():
        raise argparse.ArgumentTypeError(f"{written!r} is no number of items: write 0, 5 or 20")
    return int(written)


class Parser(argparse.ArgumentParser):
    """An argument parser that refuses by an exception, and says which option was probably meant."""

    def error(self, message: str) -> NoReturn:
        raise WordsError(message)

    def parsed(self, words: Sequence[str]) -> argparse.Namespace:
        """The options in `words`, in any order with the arguments between them."""
        found, rest = self.parse_known_intermixed_args(words)
        if rest:
            known = [name for action in self._actions for name in action.option_strings]
            name = rest[0].partition("=")[0]
            if not name.startswith("-"):
                raise WordsError(f"{rest[0]}: {self.prog} takes no such word")
            hint = did_you_mean(name, known)
            raise WordsError(f"{rest[0]}: there is no such option{f' ({hint})' if hint else ''}")
        return found


def _formatter(prog: str) -> argparse.HelpFormatter:
    width = min(shutil.get_terminal_size((80, 24)).columns, 100) - 1
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=26, width=width)


def _parser(prog: str, **words: Any) -> Parser:
    return Parser(prog=prog, allow_abbrev=False, add_help=False, formatter_class=_formatter, **words)


def run_parser() -> Parser:
    """The options of a run."""
    parser = _parser(
        "qa-run",
        usage="qa-run [PATH ...] [options]\n"
        "       qa-run schema | plugins | explain CRITERION | plan SPEC | draw LIST\n"
        "       qa-run baseline PROCEDURE",
        description="Hold recorded production samples against procedures.",
        epilog=_AFTER.format(**COMMANDS),
    )
    procedures = parser.add_argument_group("procedures")
    procedures.add_argument("paths", nargs="*", metavar="PATH", help="files and folders of procedures (default: specs)")
    samples = parser.add_argument_group("samples")
    add = samples.add_argument
    add(
        "--samples",
        action="append",
        default=[],
        metavar="[NAME=]PATH",
        help="judge these files instead of those that the procedures name; with NAME, for that procedure only",
    )
    add("--as-of", metavar="TIME", help="the time the run holds for, as in 2026-03-01T06:00:00+01:00 (default: now)")
    add("--items", type=_whole, default=5, metavar="N", help="how many items a failed verdict shows (default: 5)")
    add("--items-out", metavar="FILE", help="write all nonconforming items, as CSV or Parquet")
    reports = parser.add_argument_group("reports")
    add = reports.add_argument
    add("--json", metavar="FILE", help="write the report as JSON; - as FILE is stdout, and quiets the screen")
    add("--report", action="append", default=[], metavar="NAME=FILE", help="write the report in a form of a plugin")
    screen = parser.add_argument_group("screen")
    add = screen.add_argument
    add("-v", "--verbose", action="count", default=0, help="each requirement and stratum; -vv each verdict")
    add("-q", "--quiet", action="count", default=0, help="only the short summary; -qq only the last line")
    add("--no-header", action="store_true", help="without the first lines")
    add(
        "-r",
        dest="reported",
        metavar="CHARS",
        help=(
            "what the short summary lists: f failed, n not inspected, e error, m marginal, c conceded, p passed, "
            "a all but passed, A all, N none (default: fnemc)"
        ),
    )
    add(
        "--color",
        choices=["yes", "no", "auto"],
        default="auto",
        metavar="WHEN",
        help="yes, no, or auto: by terminal, NO_COLOR, FORCE_COLOR",
    )
    decision = parser.add_argument_group("decision")
    add = decision.add_argument
    add("--strict-marginal", action="store_true", help="marginal does not release")
    add("--require-complete", action="store_true", help="a run that left something out does not release")
    _common(parser.add_argument_group("other"))
    return parser  # fmt: skip


def command_parser(command: str) -> Parser:
    """The options of one of COMMANDS."""
    verb = "Write" if command == "baseline" else "Print"
    parser = _parser(f"qa-run {command}", description=f"{verb} {COMMANDS[command]}.")
    if command == "schema":
        parser.add_argument("of", nargs="?", choices=["procedure", "report"], default="procedure", metavar="OF",
                            help="procedure (default) or report")  # fmt: skip
    if command == "explain":
        parser.add_argument("criterion", metavar="CRITERION", help="a criterion, a rule for accept, or a key")
    if command == "plan":
        _plan_options(parser)
    if command == "draw":
        _draw_options(parser)
    if command == "baseline":
        _baseline(parser)
    _common(parser)
    return parser


def _plan_options(parser: Parser) -> None:
    add = parser.add_argument
    add("spec", metavar="SPEC", help="a procedure, or a folder of them")
    add("--lot-size", type=int, metavar="N", help="how many items a lot has (default: samples.lot.size)")
    add("-n", type=int, metavar="N", help="how many are inspected, where the procedure does not say")
    add("--svg", metavar="FILE", help="write the curves as a picture")
    add("--json", metavar="FILE", help="write plans and curves as JSON; - as FILE is stdout, and quiets the screen")


def _draw_options(parser: Parser) -> None:
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


def _baseline(parser: Parser) -> None:
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


def _common(group: Any) -> None:
    group.add_argument("-p", action="append", default=[], dest="plugins", metavar="NAME",
                       help="import the plugin NAME besides; no:NAME leaves an installed one out")  # fmt: skip
    group.add_argument("--version", action="version", version=f"qa-run {VERSION}", help="print the version")
    group.add_argument("-h", "--help", action="help", help="print this")
