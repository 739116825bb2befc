"""Text of the papers: no sign in it that nobody sees."""

import json
from collections.abc import Mapping
from typing import Any

from qa_run.escaping import json_text


def as_text(told: Mapping[str, Any]) -> str:
    """JSON for people and programs."""
    return json_text(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"
