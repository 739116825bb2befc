"""The page in a real browser: nothing runs, nothing is asked for, nothing is cut off or lies on something else."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from qa_run.builtin.reporters.html.page import render

Opened = Callable[..., Any]
#: Texts of pictures that stick out of their picture, or lie on another.
CROWDED = """
document.querySelectorAll('.characteristic').forEach(each => each.style.contentVisibility = 'visible');
const found = [];
for (const svg of document.querySelectorAll('figure svg')) {
  const frame = svg.getBoundingClientRect(), boxes = [];
  for (const text of svg.querySelectorAll('text')) {
    const box = text.getBoundingClientRect(), told = text.firstChild.data;
    const aside = Math.max(frame.left - box.left, box.right - frame.right);
    if (Math.max(aside, frame.top - box.top, box.bottom - frame.bottom) > 1) found.push('cut: ' + told);
    for (const [other, said] of boxes) {
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (wide > 1 && high > 4) found.push(said + ' on ' + told);
    }
    boxes.push([box, told]);
  }
}
return found;
"""


def test_no_text_is_cut_or_lies_on_another(opened: Opened, ham: str) -> None:
    assert opened(ham).execute_script(CROWDED) == []


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_page_is_no_wider_than_the_screen(opened: Opened, ham: str, width: int) -> None:
    assert opened(ham, width).execute_script("return document.documentElement.scrollWidth") == width


def test_signals_and_limits_of_a_control_chart_have_room(opened: Opened, report_of: Callable[..., Any]) -> None:
    spec = """
procedure: turning
samples: {from: samples.csv, item: item, time: made, per: [machine]}
characteristics:
  d: {unit: mm, chart: {type: i_mr, rules: limits, first: 25}}
"""
    rows = [
        f"I{i},2026-01-{1 + i // 24:02d} {i % 24:02d}:00,A,{10 + i * 5 % 7 / 100 + (i in (60, 61, 62, 80)) / 10}"
        for i in range(90)
    ]
    browser = opened(render(report_of(spec, "item,made,machine,d\n" + "\n".join(rows))))

    assert browser.execute_script(CROWDED) == []
    assert "above the upper control limit" in browser.find_element("class name", "marks").text
    assert browser.find_elements("css selector", ".mark path")


def test_it_is_readable_without_scripts(opened: Opened, ham: str) -> None:
    browser = opened(ham, scripts=False)
    html = browser.find_element("tag name", "body").text

    assert "Not released" in html
    assert "ham_slices::exactly" in html
    assert not browser.find_element("class name", "filter").is_displayed()
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_filter_keeps_the_verdicts_that_hold_all_words(opened: Opened, ham: str) -> None:
    browser = opened(ham)
    browser.find_element("id", "filter").send_keys("failed milano core_temp")
    told = browser.execute_async_script("setTimeout(() => arguments[0](document.querySelector('output').value), 400)")
    rows = browser.find_elements("css selector", ".verdicts tbody tr:not(.of):not([hidden])")

    assert told == "1 of 99"
    assert ["core_temp" in row.text and "Milano" in row.text for row in rows] == [True]


def test_nothing_is_asked_for_and_nothing_complains(opened: Opened, ham: str) -> None:
    browser = opened(ham)

    assert requests(browser) == []
    assert browser.get_log("browser") == []


def requests(browser: Any) -> list[str]:
    """What the page asked the network for, beside itself."""
    told = [json.loads(each["message"])["message"] for each in browser.get_log("performance")]
    urls = [each["params"]["request"]["url"] for each in told if each["method"] == "Network.requestWillBeSent"]
    return [url for url in urls if not url.endswith("/report.html")]


HOSTILE = (
    "<script>window.ran='script'</script>",
    "</title></style></svg></table><script>window.ran='closed'</script>",
    "<img src=x onerror=window.ran='img'>",
    "\"'><svg onload=window.ran='svg'>",
    "javascript:window.ran='link'",
    "<iframe src=https://example.org/></iframe><link rel=stylesheet href=https://example.org/a.css>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&#x3c;i&#x3e;",
    "gold\u202egnp.exe\u2066\u200b\u0007\u001b[31m\x1f",
    "<style>body{display:none}</style>",
)


def test_nothing_from_samples_or_procedures_can_run(opened: Opened, report_of: Callable[..., Any]) -> None:
    quoted = ['"' + text.replace('"', '""') + '"' for text in HOSTILE]
    yaml = [json.dumps(text, ensure_ascii=True) for text in HOSTILE]
    spec = f"""
procedure: hostile
title: {yaml[0]}
owner: {yaml[2]}
samples: {{from: samples.csv, item: item, time: made, per: [{yaml[1]}]}}
characteristics:
  {yaml[3]}: {{title: {yaml[4]}, one_of: [{yaml[5]}], because: {yaml[0]}, class: critical}}
  g: {{title: {yaml[6]}, lower: 1, when: {{{yaml[3]}: {{none_of: [{yaml[9]}]}}}}}}
"""
    head = f"item,made,{quoted[1]},{quoted[3]},g"
    rows = [f"{each},2026-01-01 10:{at:02d},{each},{each},{at - 2}" for at, each in enumerate(quoted)]
    report = report_of(spec, "\n".join([head, *rows]))
    page = render(report)
    browser = opened(page)

    assert not report.refused
    assert report.exit_code == 1
    assert browser.execute_script("return window.ran === undefined")
    assert browser.execute_script("return document.scripts.length") == 1
    assert (
        browser.execute_script("return document.querySelectorAll('img, iframe, link, [onload], [onerror]').length") == 0
    )
    assert browser.execute_script("return [...document.links].every(each => each.getAttribute('href')[0] === '#')")
    assert requests(browser) == []
    text = browser.find_element("tag name", "main").text
    for each in (*HOSTILE[:8], "gold\\u202egnp.exe\\u2066\\u200b\\x07\\x1b[31m\\x1f"):
        assert each in text
    assert browser.execute_script("return /[\\u202e\\u2066\\u200b\\u0007]/.test(document.body.textContent)") is False


def test_a_style_or_script_that_is_not_its_own_is_refused(opened: Opened, ham: str) -> None:
    """The policy holds even if something got past the escaping."""
    browser = opened(ham.replace("<main>", "<main><script>window.ran=1</script><style>h1{color:red}</style>"))

    assert browser.execute_script("return window.ran === undefined")
    assert "Content Security Policy" in str(browser.get_log("browser"))


def test_it_prints_on_a4(opened: Opened, ham: str) -> None:
    browser = opened(ham)
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pdf = base64.b64decode(printed["data"])

    assert pdf.startswith(b"%PDF")
    assert 3 <= pdf.count(b"/Type /Page\n") <= 14


def test_five_thousand_verdicts_open_in_under_two_seconds(opened: Opened, report_of: Callable[..., Any]) -> None:
    kinds = "".join(f"  g{kind}: {{unit: g, nominal: 80, tolerance: 4}}\n" for kind in range(10))
    spec = f"procedure: big\nsamples: {{from: samples.csv, item: item, per: [shop]}}\ncharacteristics:\n{kinds}"
    rows = [f"I{i},S{i % 499}," + ",".join(f"{78 + (i * 7 + k) % 40 / 10}" for k in range(10)) for i in range(2000)]
    head = "item,shop," + ",".join(f"g{kind}" for kind in range(10))
    page = render(report_of(spec, "\n".join([head, *rows])))
    browser = opened(page)
    opening = (
        "const [it] = performance.getEntriesByType('navigation'); return [it.domContentLoadedEventEnd, it.loadEventEnd]"
    )
    paint = "return performance.getEntriesByType('paint').map(each => each.startTime)"

    assert page.count('<th scope="row">g') >= 5000
    times = []
    for _ in range(3):  # others may be at work on the machine
        times.append(max([*browser.execute_script(opening), *browser.execute_script(paint)]))
        browser.refresh()
    assert min(times) < 2000
