"""Patterns of RE2: whether one compiles, and as what engines with another idea of letters and digits take it."""

_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}


def check(pattern: str) -> None:
    """Raises ValueError with the reason where it does not compile."""
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise ValueError(f"the pattern {pattern} does not compile: {reason} (patterns are RE2)") from None


def spelt_out(pattern: str) -> str:
    """The pattern with the classes of ASCII spelt out."""
    out, inside, signs = "", False, iter(pattern)
    for sign in signs:
        if sign == "\\":
            letter = next(signs, "")
            wide = _CLASSES.get(letter.lower())
            if wide is None or (inside and letter.isupper()):
                out += sign + letter
            else:
                out += wide if inside else f"[{'^' if letter.isupper() else ''}{wide}]"
            continue
        inside = (inside or sign == "[") and not (inside and sign == "]" and not out.endswith(("[", "[^")))
        out += sign
    return out
