import pytest

from qa_run.loading.lines import Lines


@pytest.mark.parametrize(
    ("text", "position", "place"),
    [
        ("", 0, "f:1:1"),
        ("ab\ncd", 0, "f:1:1"),
        ("ab\ncd", 2, "f:1:3"),
        ("ab\ncd", 3, "f:2:1"),
        ("ab\r\ncd", 4, "f:2:1"),
        ("ab\rcd", 3, "f:2:1"),
        ("ab\n", 3, "f:2:1"),
        ("a\u2028b", 2, "f:1:3"),
    ],
)
def test_a_position_has_the_place_that_an_editor_shows(text, position, place):
    assert str(Lines.of(text, "f").place(position)) == place
