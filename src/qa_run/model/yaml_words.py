"""Text as it is written into a procedure, so that it is read back as this very text."""

import json
import re

#: Words that are nothing but themselves in YAML: no number, no true or false, no sign that means something.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ž_][\wÀ-ÖØ-öø-ÿĀ-ž .()/%-]*[\w)%]|[A-Za-z]")
_MEANS = frozenset({"true", "false", "null", "nan", "inf", "infinity"})


def written(text: str) -> str:
    """`text`, in quotes where it could be read as something else."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _MEANS and not re.search(r"\s{2}| #|: ", text)
    return text if plain else json.dumps(text, ensure_ascii=not text.isprintable())
