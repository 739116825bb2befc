"""Commands to the runner of GitHub Actions, which are lines of its log."""

from collections.abc import Mapping

from qa_run.escaping.invisible import visible

#: The runner cuts what is longer.
LONGEST = 4_000


def workflow_command(name: str, lines: str, properties: Mapping[str, object]) -> str:
    """`::name key=value::lines`, of which nothing can be taken for another command or another property.

    Each line of `lines` is made visible; only the breaks between them are kept.
    """
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value not in (None, ""))
    text = "\n".join(map(visible, lines.split("\n")))
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    return f"::{name}{' ' if told else ''}{told}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
