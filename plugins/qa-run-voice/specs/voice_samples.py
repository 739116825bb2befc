"""How the samples of these procedures, and the answers to their faults, are written."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def save_answer(path: Path, lines: Sequence[Any]) -> None:
    """One line of the answer in each line of the file."""
    told = ",\n ".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(f"[\n {told}\n]\n", encoding="utf-8")
