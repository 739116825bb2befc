"""`qa-run manual`: what a reader finds on the pages, in HTML and in Markdown, in each language."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from qa_run.cli.main import main
from qa_run.loading.discovering import discovered

ROOT = Path(__file__).parents[2]
PROCEDURE = """\
procedure: ham
title: Ham sandwich
revision: 7
effective: 2026-03-01
owner: Kitchen standards
because: A regular finds the same sandwich in every shop.
called: {en: [sandwich, sandwiches], it: [panino, panini], pl: [kanapka, kanapki, kanapek]}
how: [Cut the roll, Fold four slices]
samples: {from: a.csv, item: id, lot: {column: batch, size: 500}, per: [shop], expected: {shop: [Milano, Roma]}}
inspect: {at_least: 22}
characteristics:
  ham_slices: {title: Slices of ham, exactly: 4, class: critical, because: The picture shows four.}
  core:
    title: Core temperature
    unit: degC
    lower: 75
    class: major
    when: {stage: [hot, held]}
    accept: {at_most: 1 %}
    how: [Clean the probe]
    cases: [{id: press, when: {stage: press}, lower: 72.5}]
  weight: {unit: g, optional: true, accept: {at_most: 2}, upper: 90, mean: {lower: 79.5, upper: 81}}
  seal: {equals: tight, accept: {plan: {aql: 1.0}}, class: minor}
"""

Pages = Callable[..., Path]


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pages:
    """The folder that the handbook of one procedure was written into."""
    monkeypatch.chdir(tmp_path)

    def written(text: str = PROCEDURE, *words: str) -> Path:
        Path("ham.yaml").write_text(text, encoding="utf-8")
        assert main(["manual", "ham.yaml", "-o", "book", *words]) == 0
        return tmp_path / "book"

    return written


def seen(page: Path) -> str:
    """The words on a page, as they are read."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    return " ".join(" ".join(tree.find("body").itertext()).split())


def test_a_page_tells_all_that_the_procedure_says(pages: Pages) -> None:
    told = seen(pages() / "ham.html")

    for part in (
        "Ham sandwich Procedure ham Revision 7 In force from 2026-03-01 Owner Kitchen standards",
        "Why A regular finds the same sandwich in every shop.",
        "How the work is done Cut the roll Fold four slices",
        "Slices of ham ham_slices critical exactly 4 The picture shows four. Accepted no sandwich may be nonconforming",
        "Core temperature core unit °C Clean the probe major at least 75 °C limits Holds only where stage is one of "
        "hot, held, and not where stage is equal to press Accepted at most 1 % nonconforming",
        "at least 72.5 °C limits:press Holds only where stage is one of hot, held, and only where stage is equal to",
        "Case press weaker than usual",
        "weight unit g, may be missing at most 90 g limits Accepted at most 2 nonconforming mean from 79.5 g to 81 g",
        "mean Accepted decided as a whole, not item by item",
        "accepted by ISO 2859-1, level II, single, normal, AQL 1; decided for each lot (batch)",
        "one sandwich is one item, told apart by id at least 22 sandwiches; fewer are not judged",
        "a verdict over all, and one for each shop expected: shop from Milano, Roma",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "it",
            ("Slices of ham ham_slices critica esattamente 4", "zero panini non conformi", "media da 79,5 g a 81 g",
             "solo dove stage è uno tra hot, held, e non dove stage è uguale a press", "almeno 22 panini; con meno",
             "al massimo 2 non conformi", "In vigore dal 2026-03-01 Responsabile", "più debole del solito"),
        ),
        (
            "pl",
            ("Slices of ham ham_slices krytyczna dokładnie 4", "zero niezgodnych kanapek", "średnia od 79,5 g do 81 g",
             "tylko gdy stage: jedno z: hot, held, i poza przypadkiem, gdy stage: równe press",
             "co najmniej 22 kanapki; przy mniejszej",
             "co najwyżej 2 niezgodne", "Obowiązuje od 2026-03-01 Odpowiedzialny", "słabsze niż zwykle"),
        ),
    ],
)  # fmt: skip
def test_a_page_in_another_language(pages: Pages, language: str, parts: tuple[str, ...]) -> None:
    folder = pages(PROCEDURE, "--language", language)
    told = seen(folder / "ham.html")

    assert [part for part in parts if part not in told] == []
    assert html.parse(str(folder / "ham.html")).getroot().get("lang") == language


@pytest.mark.parametrize(("least", "noun"), [(1, "kanapka"), (2, "kanapki"), (5, "kanapek"), (22, "kanapki")])
def test_the_number_to_inspect_counts_in_polish(pages: Pages, least: int, noun: str) -> None:
    folder = pages(PROCEDURE.replace("at_least: 22", f"at_least: {least}"), "--language", "pl_PL")

    assert f"co najmniej {least} {noun};" in seen(folder / "ham.html")


def test_an_unknown_language_is_told_once(pages: Pages, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pages(PROCEDURE, "--language", "de")
    notice = "There are no words in the language 'de' yet, so that the sentences are in English."

    assert notice in capsys.readouterr().out
    assert seen(folder / "index.html").count(notice) == 1
    assert notice not in seen(folder / "ham.html")
    assert html.parse(str(folder / "ham.html")).getroot().get("lang") == "en"


def test_markdown_has_the_same_words(pages: Pages) -> None:
    folder = pages()
    for name in ("ham", "index"):
        rendered = html.fromstring(MarkdownIt().enable("table").render((folder / f"{name}.md").read_text("utf-8")))
        words = set(re.findall(r"[\w.-]+", " ".join(rendered.itertext())))
        page = html.fromstring((folder / f"{name}.html").read_text(encoding="utf-8")).find("body")
        wanted = set(re.findall(r"[\w.-]+", " ".join(page.find("main").itertext())))

        assert wanted - words - {"ham"} == set()


def test_what_a_file_says_is_no_markup(pages: Pages) -> None:
    bad = PROCEDURE.replace("The picture shows four.", "'<script>x</script> [a](http://b) @all\\u202e'")
    folder = pages(bad)
    page = (folder / "ham.html").read_text(encoding="utf-8")
    tokens = MarkdownIt().enable("table").parse((folder / "ham.md").read_text(encoding="utf-8"))
    links = [each for token in tokens for each in token.children or () if each.type in ("link_open", "html_inline")]

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert links == []


def test_the_pages_need_nothing_else(pages: Pages) -> None:
    text = (pages() / "ham.html").read_text(encoding="utf-8")

    assert re.findall(r"(?: src=|url\(|@import|<link|<script|http:|https:)", text) == []
    assert "prefers-color-scheme:dark" in text
    assert "@page{size:A4" in text


def test_the_index_leads_to_each_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["manual", "specs", "-o", str(tmp_path / "book")]) == 0
    index = html.parse(str(tmp_path / "book" / "index.html")).getroot()
    links = index.xpath("//main//a/@href")

    assert len(links) == len(discovered(["specs"], ROOT))
    assert [link for link in links if not (tmp_path / "book" / link).is_file()] == []
    assert "Weaker" not in seen(tmp_path / "book" / "hot-holding-new-york.html")
    assert "stronger than its base" in seen(tmp_path / "book" / "hot-holding-new-york.html")


def test_what_is_weaker_than_its_base_stands_on_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ham.yaml").write_text(PROCEDURE, encoding="utf-8")
    Path("kiosk.yaml").write_text(
        "extends: ham.yaml\nprocedure: kiosk\ncharacteristics: {core: {lower: 70}, seal: null}\n", encoding="utf-8"
    )
    assert main(["manual", "kiosk.yaml", "-o", "book"]) == 0
    told = seen(tmp_path / "book" / "kiosk.html")

    assert "Weaker or gone, against the base weaker: characteristics.core.lower: 75 → 70 (kiosk.yaml:3:" in told
    assert "gone: characteristics.seal" in told
    assert "Based on ham.yaml" in told


def test_names_make_files_that_any_system_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(("index", "a/b c", "A-B-C", "../..")):
        Path(f"{number}.yaml").write_text(PROCEDURE.replace("procedure: ham", f"procedure: '{name}'"), encoding="utf-8")
    assert main(["manual", ".", "-o", "book"]) == 0

    assert sorted(path.name for path in Path("book").glob("*.html")) == [
        "A-B-C-2.html", "a-b-c.html", "index-2.html", "index.html", "procedure.html",
    ]  # fmt: skip
    assert list(tmp_path.glob("*.html")) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nix.yaml", "-o", "book"], "nix.yaml: there is no such file or folder"),
        (["ham.yaml"], "required: -o"),
        (["ham.yaml", "-o", "ham.yaml"], "-o ham.yaml: cannot be written: File exists"),
        (["ham.yaml", "-o", "book", "--language", "it/.."], "--language it/..: a language is written as en, it or pl"),
        (["empty", "-o", "book"], "there are no procedures in empty: nothing was written"),
        (["broken.yaml", "-o", "book"], "broken.yaml:3:23: 'lwer' is neither"),
    ],
)
def test_wrong_words_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("ham.yaml").write_text(PROCEDURE, encoding="utf-8")
    Path("broken.yaml").write_text(
        "procedure: a\nsamples: {from: a.csv}\ncharacteristics: {g: {lwer: 1}}\n", encoding="utf-8"
    )

    assert main(["manual", *words]) == 4
    assert told in capsys.readouterr().err
    assert not Path("book").exists()


MUTE = """\
from attrs import frozen
from qa_run import Number, criterion, hookimpl

@criterion("mute")
@frozen
class Mute:
    "Nothing to say in Polish."
    value: int
    reads = Number
    def sentence(self, language): return {"en": "as it is"}[language]
    def conforms(self, value): return value == self.value

@hookimpl
def qa_criteria(): return [Mute]
"""


def test_a_plugin_that_cannot_say_its_sentence_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    Path("mute.py").write_text(MUTE, encoding="utf-8")
    text = "procedure: a\nsamples: {from: a.csv}\ncharacteristics: {g: {mute: 1}}\n"
    Path("a.yaml").write_text(text, encoding="utf-8")

    assert main(["manual", "a.yaml", "-o", "book", "-p", "mute"]) == 0
    assert main(["manual", "a.yaml", "-o", "book-pl", "--language", "pl", "-p", "mute"]) == 3
    assert "plugin mute: mute has no sentence in the language 'pl': KeyError: 'pl'" in capsys.readouterr().err
    assert not Path("book-pl").exists()


def test_pages_of_procedures_that_are_gone_are_told(pages: Pages, capsys: pytest.CaptureFixture[str]) -> None:
    pages()
    pages(PROCEDURE.replace("procedure: ham", "procedure: toast"))

    assert "book holds pages of no procedure that was written now: ham.html" in capsys.readouterr().out
