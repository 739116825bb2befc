"""What comes from samples, procedures and messages says nothing but itself, in whatever form."""

import re
import unicodedata

import pytest

FORMS = ["json", "junit", "xunit", "tap", "ctrf", "jsonl", "github", "markdown", "env"]
COMMANDS = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "stop-commands", "set-output"}


def commanded(line: str) -> str:
    """The command that the runner of GitHub sees in a line of its log, by the rules of its source; blank for none."""
    text = line.lstrip()
    if text.startswith("::") and text.find("::", 2) > 0:
        name = text[2 : text.find("::", 2)].partition(" ")[0]
        if name in COMMANDS:
            return name
    legacy = re.search(r"##\[([\w-]+)[^\]]*\]", line)
    return legacy[1] if legacy else ""


@pytest.mark.parametrize("form", FORMS)
def test_nothing_invisible_is_left(form, hostile, rendered):
    text = rendered(form, hostile)
    found = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")}

    assert found <= {"\n"}


@pytest.mark.parametrize("form", [form for form in FORMS if form != "github"])
def test_no_line_is_a_command_to_a_runner(form, hostile, rendered):
    assert {commanded(line) for line in rendered(form, hostile).split("\n")} == {""}


@pytest.mark.parametrize("form", FORMS)
def test_no_line_is_a_command_to_another_runner(form, hostile, rendered):
    assert not re.search(r"##(vso|teamcity)?\[", rendered(form, hostile))


def test_the_reader_of_commands_reads_commands():
    assert [commanded(line) for line in ("::error::x", "  ::error a=b::x", "x ##[group]y", "x ::error::y", "::x")] == [
        "error", "error", "group", "", "",
    ]  # fmt: skip
