"""Text of the papers: no sign in it that nobody sees."""

import json
import re
from collections.abc import Mapping
from typing import Any

#: Signs that a terminal acts upon, or that change the order in which text is read.
UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def as_text(told: Mapping[str, Any]) -> str:
    """JSON for people and programs, without a sign that nobody sees."""
    text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
