"""As what a criterion reads a recorded value."""

from enum import Enum


class Kind(Enum):
    """The type that a criterion needs. A recorded value that cannot be read as it is `unreadable`."""

    NUMBER = "number"
    TEXT = "text"
    TIME = "time"
    YES_NO = "yes_no"
    ANY = "any"


Number = Kind.NUMBER
Text = Kind.TEXT
Time = Kind.TIME
YesNo = Kind.YES_NO
Any = Kind.ANY


READINGS = ("@first", "@last")
"""What follows the name of a time that clocks showed twice: read as the first of the two, and as the last."""


def typed_name(column: str, kind: Kind) -> str:
    """The name under which `column`, read as `kind`, stands in the frame that criteria see.

    Every column of that frame carries such an ending, so that no recorded header can collide with one of ours.
    """
    return f"{column}|{kind.value}"
