"""The words of the command line, a file for each command. Nothing heavy is imported here: `--help` answers at once."""

from importlib import import_module

from qa_run.cli.options.parsing import Parser, WordsError, common, new_parser
from qa_run.cli.options.running import run_parser as _run_parser

__all__ = ["COMMANDS", "Parser", "WordsError", "command_parser", "run_parser"]

#: Each has its options in a file of its name here, and is carried out by one of its name in `cli`.
COMMANDS = {
    "lint": "every fault of the procedures, without opening a sample",
    "schema": "the JSON Schema of procedures, the report, or other files",
    "plugins": "what takes part, and what it offers",
    "explain": "what a criterion asks, or the requirement of a node id",
    "plan": "how many to draw from a lot, and what that lets through",
    "draw": "a random choice of items that can be repeated",
    "init": "a first procedure and its samples, which run at once",
    "infer": "a draft of a procedure, drawn from recorded samples",
    "sheet": "a workbook to record the samples of a procedure in",
    "manual": "the procedures as a handbook for people",
    "diff": "in words, what changed between two revisions of procedures",
    "baseline": "frozen limits for the charts of a procedure",
    "concede": "a concession for a verdict that failed",
    "corrections": "what was promised to be mended, and how it stands",
    "history": "the recorded runs, and what changed between them",
    "release": "whether a lot goes, with its certificate and statement",
    "verify": "whether the papers of a release still hold",
}
_WRITES = ("baseline", "concede", "init", "manual", "sheet")


def run_parser() -> Parser:
    """The options of a run."""
    return _run_parser(COMMANDS)


def command_parser(command: str) -> Parser:
    """The options of one of COMMANDS."""
    verb = "Write" if command in _WRITES else "Print"
    parser = new_parser(f"qa-run {command}", description=f"{verb} {COMMANDS[command]}.")
    import_module(f"{__name__}.{command}").add_options(parser)
    common(parser)
    return parser
