"""Writes the tables of functions in docs/statistics.md from what the functions say of themselves.

python docs/make_statistics.py
"""

import re
from collections.abc import Iterator
from importlib import import_module
from inspect import Parameter, cleandoc, isfunction, signature, unwrap
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "statistics.md"
#: From one sample to many, then what is built on them; a package that is missing here is told by the test.
PACKAGES = (
    "describing", "intervals", "comparing", "sampling", "variables", "spread", "charts", "capability", "measuring",
    "agreement",
)  # fmt: skip
_BEGIN, _END = "<!-- made by docs/make_statistics.py: change the docstrings, then run it -->", "<!-- end -->"


def page() -> str:
    """The page with its tables as they should be; what stands around them is written by hand."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    return before + "\n".join([_BEGIN, "", *_tables(), _END]) + rest.partition(_END)[2]


def _tables() -> Iterator[str]:
    for name in PACKAGES:
        package = import_module(f"qa_run.statistics.{name}")
        functions = [each for each in package.__all__ if isfunction(unwrap(getattr(package, each)))]
        yield from (f"### `qa_run.statistics.{name}`", "", cleandoc(package.__doc__ or ""), "")
        yield from ("| function | computes |", "|---|---|")
        yield from (
            f"| `{each}({_asked(getattr(package, each))})` | {_said(getattr(package, each))} |" for each in functions
        )
        yield ""
        if others := [each for each in package.__all__ if each not in functions]:
            yield from ("Answers, types and constants: " + ", ".join(f"`{each}`" for each in others) + ".", "")


def _row(function: Any) -> str:
    return f"| `{function.__name__}({_asked(function)})` | {_said(function)} |"


def _asked(function: Any) -> str:
    """What must be given, after a star by its name only; dots for what may be."""
    parameters = signature(function).parameters.values()
    needed = [each for each in parameters if each.default is Parameter.empty]
    placed, named = ([each.name for each in needed if (each.kind is each.KEYWORD_ONLY) is by] for by in (False, True))
    return ", ".join([*placed, *(["*", *named] if named else []), *(["…"] if len(needed) < len(parameters) else [])])


def _said(function: Any) -> str:
    """The first sentence of the docstring."""
    first = " ".join(cleandoc(function.__doc__ or "").partition("\n\n")[0].split())
    return re.split(r"(?<=[^.]\.)\s(?=[A-Z`])", first)[0].replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
