"""Pages of small batches, and a real browser to look at them."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qa_run.builtin.reporters.html.page import render
from qa_run.model.report import Report
from qa_run.session import Options, carry_out, host_of

SPECS = Path(__file__).parents[4] / "specs"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
)


@pytest.fixture
def report_of(tmp_path: Path) -> Callable[..., Report]:
    """The report on a procedure and a CSV file that are written for it, with everything that pictures need."""

    def made(procedure: str, samples: str, **options: Any) -> Report:
        (tmp_path / "spec.yaml").write_text(procedure, encoding="utf-8")
        (tmp_path / "samples.csv").write_text(samples, encoding="utf-8", newline="")
        asked = Options(paths=["spec.yaml"], pictures=True, digests=True, here=tmp_path, **options)
        return carry_out(asked, host_of(asked))

    return made


@pytest.fixture(scope="session")
def ham() -> str:
    """The page of the shipped bad batch of sandwiches."""
    asked = Options(
        paths=[str(SPECS / "ham.yaml")],
        samples=str(SPECS / "samples/bad/ham.csv"),
        pictures=True,
        digests=True,
        here=SPECS.parent,
    )
    return render(carry_out(asked, host_of(asked)))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium that was never used before; without one (`make browser`) these tests are skipped."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no chromium with its chromedriver is installed: make browser")
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        options = webdriver.ChromeOptions()
        options.binary_location = program
        for flag in (*FLAGS.split(), f"--user-data-dir={home}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        browser = webdriver.Chrome(options=options, service=Service(driver))
        yield browser
        browser.quit()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Callable[..., Any]:
    """Opens a page in the browser, on a screen so wide."""

    def shown(page: str, width: int = 1280, dark: bool = False, scripts: bool = True) -> Any:
        (tmp_path / "report.html").write_text(page, encoding="utf-8")
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        chromium.get("about:blank")
        for log in ("browser", "performance"):
            chromium.get_log(log)
        chromium.get((tmp_path / "report.html").as_uri())
        return chromium

    return shown
