"""What stands on the page, read as markup."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from qa_run.builtin.reporters.html.page import TEMPLATES, render
from qa_run.model.outcome import Outcome
from qa_run.model.report import Report
from qa_run.session import Options, carry_out, host_of

ReportOf = Callable[..., Report]
SPEC = """
procedure: rolls
title: Rolls
samples: {from: samples.csv, item: roll, time: baked, per: [shop]}
characteristics:
  weight: {title: Weight, unit: g, nominal: 80, tolerance: 4, class: major}
  seeds: {title: Seeds, one_of: [poppy, none], class: critical, because: An allergen.}
"""
ROWS = [f"R{i},2026-01-05 0{i % 9}:00,{'AB'[i % 2]},{79 + i % 3},poppy" for i in range(40)]


def samples(*more: str) -> str:
    return "\n".join(["roll,baked,shop,weight,seeds", *ROWS, *more])


class Outline(HTMLParser):
    """The tags with their attributes, and the headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", page.partition("<body>")[2]))


def test_a_good_batch_is_released(report_of: ReportOf) -> None:
    page = render(report_of(SPEC, samples(), as_of=datetime(2026, 1, 6, 12)))

    assert '<h1><span aria-hidden="true">●</span> Released</h1>' in page
    assert "2026-01-06 12:00:00" in page
    assert "What blocks" not in page
    assert re.search("SHA-256 <code>[0-9a-f]{64}</code>", page)


def test_what_blocks_stands_first_and_the_critical_class_before_all(report_of: ReportOf) -> None:
    page = render(report_of(SPEC, samples("R90,2026-01-05 10:00,A,90,poppy", "R91,2026-01-05 10:00,B,80,sesame")))
    blocks = page[page.index('id="blocks"') : page.index('id="verdicts"')]

    assert "Not released" in page
    assert blocks.index("seeds::one_of") < blocks.index("weight::limits")
    assert "An allergen." in blocks
    assert "shop B" in blocks


def test_a_partial_run_releases_nothing(report_of: ReportOf) -> None:
    report = evolve(report_of(SPEC, samples()), complete=False, selection=("-k weight",), not_run=("other.yaml",))
    page = text_of(render(report))

    assert "Nothing released a partial run: what it judged is in order" in page
    assert "Narrowed to: -k weight" in page
    assert "Not run: other.yaml" in page


def test_refused_samples_are_told(report_of: ReportOf) -> None:
    report = evolve(report_of(SPEC, samples()), refused=("samples.csv: cannot be read <here>",))

    assert "samples.csv: cannot be read &lt;here&gt;" in render(report)


def test_a_row_tells_value_limits_margin_and_the_part_of_the_tolerance(report_of: ReportOf) -> None:
    page = text_of(render(report_of(SPEC, samples("R90,2026-01-05 10:00,A,84.5,poppy"))))

    assert "weight::limits MAJOR".lower() in page.lower()
    assert "79 to 84.5; 1 nonconforming ≥ 76, ≤ 84 g 41 −0.5 g −6.2 %" in page
    assert "79 to 81 ≥ 76, ≤ 84 g 20 3 g 37.5 %" in page


def test_the_last_twenty_outcomes_are_a_strip_oldest_first(report_of: ReportOf) -> None:
    report = report_of(SPEC, samples())
    first = next(iter(report.verdicts)).id
    past = [Outcome.ERROR, *[Outcome.PASSED] * 18, Outcome.FAILED, Outcome.MARGINAL]
    page = render(evolve(report, past={first: past}))

    assert f'<b class="passed">{"P" * 18}</b><b class="failed">F</b><b class="marginal">M</b>' in page
    assert "No earlier run is on record" not in page
    assert "No earlier run is on record" in render(report)


def test_every_picture_has_a_title_a_description_and_a_table(ham: str) -> None:
    figures = re.findall("<figure>.*?</figure>", ham, re.DOTALL)

    assert len(figures) > 15
    for figure in figures:
        named, told = re.findall('aria-labelledby="(f\\d+t) (f\\d+d)"', figure)[0]
        assert f'<title id="{named}">' in figure
        assert f'<desc id="{told}">' in figure
        assert "<details><summary>Data</summary>" in figure
        assert "<th scope=" in figure


def test_the_page_is_outlined_for_those_who_do_not_see_it(ham: str) -> None:
    outline = Outline(ham)
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    links = [str(attributes["href"]) for tag, attributes in outline.tags if tag == "a"]

    assert ("html", {"lang": "en"}) in outline.tags
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert links[0] == "#verdicts"
    assert {link[1:] for link in links} <= set(ids)
    assert all("scope" in attributes for tag, attributes in outline.tags if tag == "th")


def test_nothing_is_loaded_from_anywhere(ham: str) -> None:
    outline = Outline(ham)

    assert [tag for tag, attributes in outline.tags if "src" in attributes or tag in ("link", "img", "iframe")] == []
    assert [attributes for _, attributes in outline.tags if any(name.startswith("on") for name in attributes)] == []
    assert [tag for tag, attributes in outline.tags if "style" in attributes] == []
    assert "default-src 'none'" in unescape(ham)
    assert "http" not in re.sub("http-equiv", "", ham)


def test_an_optional_value_that_is_missing_is_no_nonconformity(ham: str) -> None:
    assert "note: missing" not in ham
    assert "label: repeated" in ham


def test_texts_have_their_share_by_stratum_and_no_histogram(report_of: ReportOf) -> None:
    page = render(report_of(SPEC, samples("R91,2026-01-05 10:00,B,80,sesame")))
    seeds = page[page.index("<h3>Seeds") :]

    assert "Share nonconforming (one_of) by shop" in seeds
    assert "Distribution" not in seeds


def test_without_time_there_is_no_run_chart(report_of: ReportOf) -> None:
    page = render(report_of(SPEC.replace(", time: baked", ""), samples()))

    assert "Distribution of 40 values in g" in page
    assert "Run chart" not in page
    assert "Mean by shop in g" in page


def test_a_procedure_without_items_still_has_a_page(report_of: ReportOf) -> None:
    page = render(report_of(SPEC, "roll,baked,shop,weight,seeds\n"))

    assert "Not released" in page
    assert "<figure>" not in page


def test_fifty_charts_of_five_hundred_points_are_under_a_megabyte(report_of: ReportOf) -> None:
    kinds = "".join(f"  g{kind}: {{unit: g, lower: 70}}\n" for kind in range(50))
    spec = f"procedure: many\nsamples: {{from: samples.csv, item: i, time: t}}\ncharacteristics:\n{kinds}"
    head = "i,t," + ",".join(f"g{kind}" for kind in range(50))
    rows = [
        f"I{i},2026-01-{1 + i // 24:02d} {i % 24:02d}:00,"
        + ",".join(f"{75 + (i * 37 + k * 11) % 997 / 100}" for k in range(50))
        for i in range(500)
    ]
    page = render(report_of(spec, "\n".join([head, *rows])))

    assert page.count("Run chart in g</figcaption>") == 50
    assert "stretches" not in page
    assert len(page.encode()) < 1_000_000


@pytest.mark.parametrize("dark", [False, True])
def test_colours_can_be_told_from_their_ground(dark: bool) -> None:
    """The contrast that WCAG asks of text: 4.5."""
    parts = re.findall(r":root\{(.*?)\}", (TEMPLATES / "style.css").read_text(encoding="utf-8"))
    named = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]+)", parts[0] + (f";{parts[1]}" if dark else "")))
    pairs = [(ink, "page") for ink in ("ink", "soft", "good", "bad", "warn", "limit", "link", "line")]
    pairs += [("ink", f"{name}-back") for name in ("good", "bad", "warn", "plain")]
    pairs += [
        ("bad", "bad-back"),
        ("good", "good-back"),
        ("warn", "warn-back"),
        ("soft", "panel"),
        ("soft", "bad-back"),
    ]

    assert [pair for pair in pairs if contrast(named[pair[0]], named[pair[1]]) < 4.5] == []


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(brightness, (one, other)))
    return (high + 0.05) / (low + 0.05)


def brightness(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_templates_take_no_data_as_markup() -> None:
    for template in Path(TEMPLATES).iterdir():
        assert "|safe" not in template.read_text(encoding="utf-8").replace(" ", "")


def test_the_command_line_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa_run.cli.main import main

    monkeypatch.chdir(tmp_path)
    Path("specs").mkdir()
    Path("specs/spec.yaml").write_text(SPEC, encoding="utf-8")
    Path("specs/samples.csv").write_text(samples(), encoding="utf-8")

    assert main(["-qq", "--html", "one.html", "--report", "html=two.html"]) == 0
    assert "Distribution of 40 values in g" in Path("one.html").read_text(encoding="utf-8")
    assert "Distribution of 40 values in g" in Path("two.html").read_text(encoding="utf-8")


def test_pictures_are_only_made_where_a_report_needs_them(report_of: ReportOf, tmp_path: Path) -> None:
    assert report_of(SPEC, samples()).procedures[0].pictures is not None
    asked: Any = Options(paths=["spec.yaml"], here=tmp_path)
    assert carry_out(asked, host_of(asked)).procedures[0].pictures is None
