"""The arrows point down, files stay small, and what ships inside goes through the front door."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import qa_run

PACKAGE = Path(str(qa_run.__file__)).parent
ROOT = Path(__file__).parents[1]
PLUGINS = sorted(path.parent for path in ROOT.glob("plugins/*/src/*/__init__.py"))

#: Lowest first: a room imports from rooms above it in this list, never from one below.
ROOMS = (
    ("errors", "lazily", "version"),
    ("wording",),
    ("saying",),
    ("escaping",),
    ("model",),
    ("offers", "hookspecs"),
    ("host",),
    ("loading",),
    ("sources",),
    ("readers",),
    ("statistics",),
    ("engines",),
    ("planning",),
    ("judging",),
    ("running",),
    ("handbook", "history", "release"),
    ("session",),
    ("calling",),
    ("__init__",),
    ("builtin",),
    ("cli", "testing"),
    ("__main__", "embedding"),
)
#: The same within statistics, and here two in one line do not know each other either.
STATISTICS = (
    ("arrays",),
    ("arguments",),
    ("labels", "noncentral", "ranking", "searching"),
    ("describing", "spread"),
    ("intervals",),
    ("agreement", "capability", "charts", "comparing", "measuring", "sampling", "variables"),
)
#: Arrows that point up, each with its reason. Whoever adds one has to say why.
UPWARD = {
    ("qa_run.session", "qa_run.builtin.plugin"): "made into the host of a run, where it is registered like any plugin",
}
#: What anybody may import: a plugin of ours takes nothing else.
ENTRANCES = {
    f"qa_run.statistics.{path.name}" for path in (PACKAGE / "statistics").iterdir() if (path / "__init__.py").exists()
}
PUBLIC = {"qa_run", "qa_run.escaping", "qa_run.readers", *ENTRANCES}
#: For programs that show runs in their own way; what ships inside is none.
EMBEDDING = "qa_run.embedding"
#: Who else may know that there are built-ins.
KNOWING = {
    "qa_run.session": "makes the host of a run",
    "qa_run.cli.schema": "prints the schema that the report brings along",
    "qa_run.testing.judging": "makes the host of a plugin's tests",
}


def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """Every module of the package, by its dotted name."""
    named = {}
    for path in sorted(package.rglob("*.py")):
        parts = [package.name, *path.relative_to(package).with_suffix("").parts]
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return named


MODULES = modules()


def imported(name: str, modules: Mapping[str, Path] = MODULES) -> set[str]:
    """The modules that `name` imports anywhere: on top, in functions, for type checkers, by `import_module`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(modules[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            found |= set(_from(node, modules))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("qa_run."):
            found |= {node.value} & set(modules) if name != "qa_run" else set()
    return {each for each in found if each in modules} - {name}


def _from(node: ast.ImportFrom, modules: Mapping[str, Path]) -> Iterator[str]:
    """`from qa_run.model import verdict` means the module, `from qa_run.model.verdict import Verdict` its home."""
    for alias in node.names:
        inner = f"{node.module}.{alias.name}"
        yield inner if inner in modules else node.module or ""


@cache
def graph() -> dict[str, set[str]]:
    """Of each module those that it imports; made when it is asked for, since whoever collects tests does not ask."""
    return {name: imported(name) for name in MODULES}


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


def level(name: str) -> int:
    return next(place for place, rooms in enumerate(ROOMS) if room(name) in rooms)


def test_every_module_has_its_room() -> None:
    known = {each for rooms in ROOMS for each in rooms}

    assert {room(name) for name in MODULES} <= known


@pytest.mark.parametrize("name", [name for name in MODULES if name != "qa_run"])
def test_arrows_point_down(name: str) -> None:
    upward = {other for other in graph()[name] if level(other) > level(name) and (name, other) not in UPWARD}

    assert upward == set()


def test_no_upward_arrow_is_allowed_that_is_not_there() -> None:
    assert {(one, other) for one, others in graph().items() for other in others} >= set(UPWARD)


def layer(name: str) -> int:
    return next(place for place, rooms in enumerate(STATISTICS) if name.split(".")[2] in rooms)


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("qa_run.statistics.")])
def test_statistics_have_layers(name: str) -> None:
    within = {other for other in graph()[name] if other.startswith("qa_run.statistics.")}
    others = {other for other in within if other.split(".")[2] != name.split(".")[2]}

    assert {other for other in others if layer(other) >= layer(name)} == set()
    assert within & ENTRANCES == set(), "an entrance is for others: import from the module"


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports hidden in functions and under TYPE_CHECKING count."""
    assert [circle for circle in circles(graph()) if len(circle) > 1] == []


@pytest.mark.parametrize("package", PLUGINS, ids=lambda package: package.name)
def test_no_modules_of_a_plugin_import_each_other_in_a_circle(package: Path) -> None:
    found = modules(package)
    graph = {name: imported(name, found) for name in found}

    assert [circle for circle in circles(graph) if len(circle) > 1] == []


def test_a_circle_would_be_found() -> None:
    assert [set(each) for each in circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) if len(each) > 1] == [
        {"a", "b", "c"}
    ]


def circles(graph: dict[str, set[str]]) -> Iterator[list[str]]:
    """The strongly connected parts of the graph (Tarjan)."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []

    def visit(name: str) -> Iterator[list[str]]:
        numbers[name] = lowest[name] = len(numbers)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in numbers:
                yield from visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in stack:
                lowest[name] = min(lowest[name], numbers[other])
        if lowest[name] == numbers[name]:
            part = stack[stack.index(name) :]
            del stack[-len(part) :]
            yield part

    for name in sorted(graph):
        if name not in numbers:
            yield from visit(name)


def sources(folder: Path = PACKAGE) -> dict[str, list[str]]:
    kept = (path for path in folder.rglob("*.py*") if path.suffix in (".py", ".pyi"))
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8").splitlines() for path in kept}


@pytest.mark.parametrize("folder", ["src", "plugins", "specs", "benchmarks", "docs"])
def test_no_file_is_over_300_lines(folder: str) -> None:
    """What makes samples, pictures and pages is held to it like the package; tests are not."""
    kept = {name: lines for name, lines in sources(ROOT / folder).items() if "tests" not in Path(name).parts}

    assert kept
    assert {name: len(lines) for name, lines in kept.items() if len(lines) > 300} == {}


def test_half_of_the_files_are_under_120_lines() -> None:
    assert statistics.median(map(len, sources().values())) < 120


def test_no_type_is_ignored_without_its_code() -> None:
    bare = re.compile(r"#\s*type:\s*ignore(?!\[[a-z-]+)")

    found = [(name, at) for name, lines in sources().items() for at, line in enumerate(lines, 1) if bare.search(line)]
    assert found == []


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) == "builtin"])
def test_what_ships_inside_imports_public_names_only(name: str) -> None:
    assert {other for other in graph()[name] if room(other) != "builtin"} <= PUBLIC


def test_what_ships_inside_is_registered_like_any_plugin() -> None:
    """So the rest need not know that there are built-ins."""
    outside = {name for name in graph() if room(name) != "builtin"}

    assert {name for name in outside if {room(other) for other in graph()[name]} & {"builtin"}} == set(KNOWING)


@pytest.mark.parametrize("name", sorted({*PUBLIC, EMBEDDING}))
def test_type_checkers_see_the_names_that_are_public(name: str) -> None:
    stub = ast.parse(MODULES[name].with_suffix(".pyi").read_text(encoding="utf-8"))
    told = {alias.asname: node.module for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}

    assert told == import_module(name)._HOME


@pytest.mark.parametrize("name", sorted({*PUBLIC, EMBEDDING}))
def test_every_public_name_is_there_and_in_the_order_of_the_alphabet(name: str) -> None:
    entrance = import_module(name)

    assert list(entrance.__all__) == sorted(entrance._HOME)
    assert [each for each in entrance.__all__ if getattr(entrance, each, None) is None] == []


@pytest.mark.parametrize("name", sorted({*PUBLIC, EMBEDDING}))
def test_no_module_has_a_public_name_of_the_package_it_is_in(name: str) -> None:
    """Whoever asks the package for the name would get the module, or not, by what was imported before."""
    assert {f"{name}.{each}" for each in import_module(name).__all__} & set(MODULES) == set()


@pytest.mark.parametrize("name", sorted({*PUBLIC, EMBEDDING}))
def test_a_name_that_is_not_public_is_told(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module '{name}' has no public name 'nothing'"):
        getattr(import_module(name), "nothing")  # noqa: B009


def test_nothing_heavy_is_imported_for_the_version() -> None:
    program = "import sys; from qa_run.cli.main import main; main(['--version']); print(*sys.modules)"
    environment = {"PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}

    assert loaded & {"duckdb", "narwhals", "scipy", "jsonschema", "pint", "numpy", "polars"} == set()
