"""What the README and the pages of docs/ say is true: files load, sessions print what they show, links lead on."""

import re
import runpy
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from docs_pages import PAGES, ROOT, Command, alike, blocks, commands, text_of

from qa_run.cli.main import main
from qa_run.cli.options import COMMANDS, command_parser, run_parser
from qa_run.host import Host
from qa_run.loading.core_schemas import CHARACTERISTIC, PROCEDURE, REQUIREMENT, SAMPLES
from qa_run.loading.loader import load
from qa_run.model.samples import Format
from qa_run.session import Options, host_of

WITH_SESSIONS = [page for page in PAGES if any(block.kind == "console" for block in blocks(page))]


@pytest.fixture(scope="module")
def host() -> Host:
    return host_of(Options())


def modules_of(page: Path) -> list[str]:
    """The plugins that the sessions of a page take in by `-p`."""
    sessions = (block.text for block in blocks(page) if block.kind == "console")
    return re.findall(r"^\$ qa-run .*-p (\w+)", "".join(sessions), re.M)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a reader stands: beside the examples, in front of a terminal of 80 columns."""
    shutil.copytree(ROOT / "specs", tmp_path / "specs", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


def typed(command: Command, code: int, capsys: pytest.CaptureFixture[str]) -> tuple[str, int]:
    """What the command prints, and its exit code."""
    program, *words = shlex.split(command.words)
    if command.words == "echo $?":
        return f"{code}\n", 0
    if program == "python":
        runpy.run_path(words[0], run_name="__main__")
    elif program == "cat":
        return Path(words[0]).read_text(encoding="utf-8"), 0
    else:
        assert program == "qa-run"
        code = main(words)
    shown = capsys.readouterr()
    return shown.err + shown.out if code == 4 and shown.err else shown.out + shown.err, code


@pytest.mark.parametrize("page", WITH_SESSIONS, ids=lambda page: page.name)
def test_sessions_print_what_the_page_shows(
    page: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if page.name == "history.md":
        monkeypatch.delenv("QA_RUN_HISTORY")
    for block in blocks(page):
        if block.name:
            path = folder / block.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
            continue
        code = 0
        for command in commands(block.text) if block.kind == "console" else ():
            printed, code = typed(command, code, capsys)
            shown = "".join(f"{line}\n" for line in command.shown)

            assert alike(shown, printed), f"$ {command.words}\n{printed}"


def procedures() -> Iterator[tuple[Path, str, str]]:
    """The page, the name and the text of each procedure shown whole."""
    for page in PAGES:
        for number, block in enumerate(blocks(page)):
            if block.kind == "yaml" and re.search(r"^(procedure|extends):", block.text, re.M):
                yield page.relative_to(ROOT), block.name or f"block {number}", block.text


def test_every_procedure_is_a_file_that_a_reader_can_write() -> None:
    assert [name for _, name, _ in procedures() if name.startswith("block")] == []


@pytest.mark.parametrize("page", sorted({page for page, _, _ in procedures()} - {Path("docs/plugins.md")}), ids=str)
def test_procedures_load_without_faults(page: Path, folder: Path) -> None:
    for block in blocks(ROOT / page):
        if block.name:
            (folder / block.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.name).write_text(block.text, encoding="utf-8")
    host = host_of(Options(plugins=modules_of(ROOT / page)))

    load([name for each, name, _ in procedures() if each == page and not name.startswith("broken")], host, folder)


def test_every_piece_of_yaml_is_yaml() -> None:
    for page in PAGES:
        for block in blocks(page):
            if block.kind == "yaml" and not block.name.startswith("broken"):
                yaml.safe_load(block.text)


def headings(page: Path) -> set[str]:
    """The anchors that the headings of a page get."""
    found = re.findall(r"^#+ (.*)$", text_of(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize(
    ("page", "spec", "picture"),
    [("plan-and-draw.md", "ham.yaml", "oc-ham.svg"), ("variables-plans.md", "devices.yaml", "oc-temperature.svg")],
)
def test_the_picture_of_a_plan_is_the_one_that_is_drawn(folder: Path, page: str, spec: str, picture: str) -> None:
    text = next(block.text for block in blocks(ROOT / "docs" / page) if block.name == spec)
    (folder / spec).write_text(text, encoding="utf-8")
    main(["plan", spec, "--svg", picture])

    assert (folder / picture).read_text("utf-8") == (ROOT / "docs" / picture).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text_of(page), flags=re.M | re.S)):
        name, _, anchor = target.partition("#")
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path = page.parent / name if name else page
        if not path.exists() or (anchor and anchor not in headings(path)):
            lost.append(target)

    assert lost == []


def test_the_index_leads_to_every_page() -> None:
    index = text_of(ROOT / "docs" / "index.md")

    assert [
        page.name for page in ROOT.glob("docs/*.md") if f"({page.name})" not in index and page.name != "index.md"
    ] == []


def test_every_criterion_and_rule_is_described(host: Host) -> None:
    page = text_of(ROOT / "docs" / "criteria.md") + text_of(ROOT / "docs" / "acceptance.md")
    named = [offer.name for offers in (host.criteria, host.acceptance) for offer in offers if offer.plugin == "qa-run"]

    assert [name for name in named if f"`{name}`" not in page] == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_option_is_described(command: str) -> None:
    page = text_of(ROOT / "docs" / "command-line.md")
    parser = command_parser(command) if command else run_parser()
    names = [name for action in parser._actions for name in action.option_strings]

    assert [name for name in names if f"`{name}" not in page] == []
    assert f"`qa-run {command}".rstrip() in page


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("procedure.md", [*PROCEDURE, *CHARACTERISTIC, *REQUIREMENT]),
        ("samples.md", list(SAMPLES)),
        ("samples.md", [attribute.name for attribute in Format.__attrs_attrs__]),
    ],
    ids=["procedure", "samples", "format"],
)
def test_every_key_is_described(page: str, keys: list[str]) -> None:
    text = text_of(ROOT / "docs" / page)

    assert [key for key in keys if not re.search(rf"`{key}[:`]", text)] == []


def test_the_page_of_criteria_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_criteria.py"))

    assert made["page"]() == text_of(ROOT / "docs" / "criteria.md"), "run python docs/make_criteria.py"


def test_the_page_of_statistics_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_statistics.py"))

    assert made["page"]() == text_of(ROOT / "docs" / "statistics.md"), "run python docs/make_statistics.py"


def test_the_page_of_statistics_has_every_package() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_statistics.py"))
    packages = {path.parent.name for path in ROOT.glob("src/qa_run/statistics/*/__init__.py")}

    assert sorted(made["PACKAGES"]) == sorted(packages)
