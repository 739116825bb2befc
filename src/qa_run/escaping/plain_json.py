"""JSON that a person may read, and a pipeline may print."""

import json
import re

#: Beyond what JSON escapes: signs that a terminal acts upon, or that change the order in which text is read.
_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)


def json_text(text: str) -> str:
    """`text`, which is JSON, with what nobody sees and what would be a command in the log of a pipeline escaped."""
    if "##" in text:
        text = text.replace("##", "#\\u0023")
    if text.isascii() and "\x7f" not in text:
        return text
    return _UNSEEN.sub(lambda sign: json.dumps(sign[0])[1:-1], text)
