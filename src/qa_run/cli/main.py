"""The door: which command is meant, and what comes of an exception. Heavy imports wait until a command needs them."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from qa_run.cli.options import COMMANDS, WordsError, command_parser, run_parser

USAGE, INTERRUPTED = 4, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words ask, and return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - a closed stream is no reason to stop
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _dispatched(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _nobody_reads()
        return 0
    return code


def entry() -> NoReturn:
    """The console script. All is written and closed when `main` returns: taking the interpreter apart object by object
    would cost a tenth of a short run, and looking for circular garbage meanwhile as much again."""
    gc.set_threshold(200_000, 50, 50)
    code = main()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _dispatched(words: list[str]) -> int:
    try:
        return _parsed(words)()
    except WordsError as error:
        print(f"qa-run: {error}\nqa-run --help tells more", file=sys.stderr)
        return USAGE
    except _Printed as printed:
        return printed.code
    except SystemExit as leaving:
        from qa_run.cli.refusals import refuse
        from qa_run.errors import ended_by

        return refuse(ended_by(leaving), words)
    except KeyboardInterrupt:
        print("\nqa-run: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        from qa_run.cli.refusals import refuse

        return refuse(error, words)


class _Printed(Exception):
    """The help or the version has been printed, and nothing else is to be done."""

    def __init__(self, code: int) -> None:
        self.code = code


def _parsed(words: list[str]) -> Callable[[], int]:
    """What the words ask for."""
    is_run = words[:1] == [] or words[0] not in COMMANDS
    try:
        asked = run_parser().parsed(words) if is_run else command_parser(words[0]).parsed(words[1:])
    except SystemExit as leaving:
        raise _Printed(leaving.code if isinstance(leaving.code, int) else 0) from None
    if not is_run:
        return lambda: int(import_module(f"qa_run.cli.{words[0]}").command(asked))
    asked.words = words
    late = next((word for word in asked.paths if word in COMMANDS and not os.path.exists(word)), None)
    if late is not None:
        raise WordsError(f"{late}: a command comes first, and here is no file of that name: qa-run {late} …")
    return lambda: _run(asked)


def _run(asked: Namespace) -> int:
    from qa_run.running.starting import Engine

    with Engine() as engine:
        if not asked.co and not asked.watch:
            engine.start()  # while all else is loaded
        from qa_run.cli import run

        return run.command(asked, engine)


def _nobody_reads() -> None:
    """Let Python flush what is left into nothing, so that it does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
