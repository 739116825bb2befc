"""The words of a run."""

from collections.abc import Mapping

from qa_run.cli.options.parsing import Parser, common, counted, new_parser, settings, whole

_USAGE = """\
qa-run [PATH or NODE ID ...] [options]
       qa-run COMMAND [...]"""
_AFTER = """\
commands, as the first word (a folder of that name is reached as ./schema):
{commands}

exit codes:
  0 all released   1 something failed or was not inspected   2 interrupted
  3 an error of qa-run or a plugin   4 a fault in a procedure or the command,
  or samples that cannot be used   5 nothing to inspect

examples:
  qa-run                                       all of specs/
  qa-run specs/ham.yaml --samples batch.csv    one procedure, another batch
  qa-run specs/ --samples ham=today.csv --json report.json
"""
_PATHS = "files and folders of procedures (default: specs), or node ids: specs/ham.yaml::ham_slices::exactly[shop=Roma]"


def _selecting(parser: Parser) -> None:
    """What a run is narrowed to, and when it stops."""
    add = parser.add_argument_group("selecting and stopping").add_argument
    add(
        "-k",
        dest="keyword",
        default="",
        metavar="EXPR",
        help="only what matches, as in 'ham and not weight': parts of node ids, titles, criteria and tags",
    )
    add("-m", dest="tags", default="", metavar="EXPR", help="only what has these tags or classes: 'critical or hot'")
    add("--deselect", action="append", default=[], metavar="ID", help="leave out all whose node id begins so")
    add(
        "-x",
        "--exitfirst",
        dest="maxfail",
        action="store_const",
        const=1,
        default=0,
        help="stop after the first procedure with a verdict that does not release",
    )
    add("--maxfail", dest="maxfail", type=counted, metavar="N", help="the same, after N such verdicts")
    add("--lf", "--last-failed", dest="lf", action="store_true", help="only what did not release the last time, or all")
    add("--ff", "--failed-first", dest="ff", action="store_true", help="procedures that did not release come first")
    add("--co", "--collect-only", dest="co", action="store_true", help="list the node ids, and judge nothing")
    add("--no-concessions", action="store_true", help="judge as if there were no concessions")
    add("--durations", type=counted, metavar="N", help="list the N slowest steps; 0 lists all")
    add("--watch", action="store_true", help="run again whenever a procedure, a sample or a setting changes")


def run_parser(commands: Mapping[str, str]) -> Parser:
    """The options of a run; `commands` are those that may stand in place of it, with what each does."""
    listed = "\n".join(f"  qa-run {name:<12}{says}" for name, says in commands.items())
    parser = new_parser(
        "qa-run",
        usage=_USAGE,
        description="Hold recorded production samples against procedures.",
        epilog=_AFTER.format(commands=listed),
    )
    procedures = parser.add_argument_group("procedures")
    procedures.add_argument("paths", nargs="*", metavar="PATH", help=_PATHS)
    _selecting(parser)
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
    add("--items", type=whole, default=5, metavar="N", help="how many items a failed verdict shows (default: 5)")
    add("--items-out", metavar="FILE", help="write all nonconforming items, as CSV or Parquet")
    reports = parser.add_argument_group("reports")
    add = reports.add_argument
    add("--json", metavar="FILE", help="write the report as JSON; - as FILE is stdout, and quiets the screen")
    add("--html", metavar="FILE", help="write the report as a page with pictures, for people; - as FILE is stdout")
    add("--junitxml", metavar="FILE", help="write the report as JUnit XML; short for --report junit=FILE")
    add(
        "--report",
        action="append",
        default=[],
        metavar="NAME=FILE",
        help="write it as html, junit, xunit, tap, ctrf, jsonl, github, markdown, env, or in a form of a plugin",
    )
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
    record = parser.add_argument_group("record")
    add = record.add_argument
    add("--no-history", action="store_true", help="neither record this run nor look at those before it")
    add("--require-history", action="store_true", help="a run that could not be recorded exits 3")
    other = parser.add_argument_group("other")
    settings(other)
    common(other)
    return parser  # fmt: skip
