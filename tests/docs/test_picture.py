"""The picture of the page on control charts shows what the functions that judge it find."""

import runpy

from docs_pages import ROOT


def test_the_picture_is_up_to_date() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "make_chart_picture.py"))["picture"]()

    assert (ROOT / "docs" / "xbar-r.svg").read_text(encoding="utf-8") == drawn, "run python docs/make_chart_picture.py"
