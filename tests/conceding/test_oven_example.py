"""The example of the pages on concessions and corrections is the one that lies beside them."""

from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("concessions.md", ["specs/oven.yaml", "specs/oven.csv", "concessions.yaml"]),
        ("corrections.md", ["specs/oven.yaml", "specs/oven.csv", "corrections.yaml"]),
    ],
)
def test_pages_show_the_files(page: str, names: list[str]) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")

    assert [name for name in names if (DOCS / "oven" / name).read_text(encoding="utf-8") not in text] == []
