"""A scorecard as a procedure writes it: its lines with their weights, and what counts as which answer."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from qa_run import Column, Text, Value, folded_text

IGNORED = ("case", "spaces")
#: What a report calls items by itself, in place of a finding.
TAKEN = ("missing", "unreadable", "unreadable condition", "not yet due", "conforming", "cannot be judged")


@frozen(eq=False, repr=False)
class Line:
    """One line of a checklist.

    weight:        how much it counts
    must_pass:     true, or the name of the finding where it does not pass; no score makes up for that
    may_not_apply: whether `not applicable` is an answer to it; not to a line that must pass, unless it says so
    column:        where it is recorded, if not under its own name
    """

    weight: Decimal = Decimal(1)
    must_pass: bool | str = False
    may_not_apply: bool | None = None
    column: str = ""

    def __attrs_post_init__(self) -> None:
        if self.weight < 0 or (not self.weight and not self.must_pass):
            raise ValueError("weight is above 0: a line that counts for nothing and may fail is not asked")
        if -int(self.weight.as_tuple().exponent) > 3 or self.weight > 1_000_000:
            raise ValueError(
                f"weight has at most three decimals and is no more than a million, {self.weight} is not so"
            )
        if self.must_pass in TAKEN:
            raise ValueError(f"must_pass cannot be {self.must_pass!r}, which is a name of the report's own")
        if isinstance(self.must_pass, str) and (not self.must_pass.strip() or ";" in self.must_pass):
            raise ValueError("must_pass is true, or the name of a finding, without a semicolon")

    @property
    def excusable(self) -> bool:
        return not self.must_pass if self.may_not_apply is None else self.may_not_apply

    def failing(self, name: str) -> str:
        """The finding where the line must pass and does not; blank where it need not."""
        return f"{name} failed" if self.must_pass is True else self.must_pass or ""


@frozen(eq=False, repr=False)
class Card:
    """The lines, the answers, and where a row is one line answered, the columns that hold the two.

    columns: where answers are recorded: a column for each line, or that of the line and that of its answer
    """

    lines: Mapping[str, Decimal | Line] | tuple[str, ...]
    yes: tuple[Value, ...] = (Value("yes"), Value("true"))
    partly: tuple[Value, ...] = ()
    no: tuple[Value, ...] = (Value("no"), Value("false"))
    not_applicable: tuple[Value, ...] = ()
    line: Column | None = None
    answer: Column | None = None
    columns: Any = field(init=False)
    reads = Text

    @columns.default
    def _recorded(self) -> tuple[Column, ...]:
        if self.line is not None and self.answer is not None:
            return self.line.read_as(Text), self.answer.read_as(Text)
        return tuple(Column(line.column or name, Text) for name, line in self.asked.items())

    def __attrs_post_init__(self) -> None:
        if not self.lines:
            raise ValueError("lines are the questions of the checklist with their weights, and there is none")
        for name in self.lines:
            if not name.strip() or ";" in name:
                raise ValueError(f"lines have names without a semicolon, {name!r} is none")
        if len(set(self.lines)) < len(tuple(self.lines)):
            raise ValueError("lines stand once each")
        self._check_answers()
        if not any(line.weight for line in self.asked.values()):
            raise ValueError("lines all have the weight 0, so that there is no score")
        if (self.line is None) != (self.answer is None):
            raise ValueError("line and answer go together: where a row is one line answered, the columns with the two")
        if self.line is not None and any(line.column for line in self.asked.values()):
            raise ValueError("lines have no column of their own where a row is one line answered")

    def _check_answers(self) -> None:
        if not self.yes or not self.no:
            raise ValueError(f"{'no' if self.yes else 'yes'} is the list of what counts as such, and it is empty")
        seen: dict[str, str] = {}
        for key, words in self.answers.items():
            for word in words:
                if seen.setdefault(word, key) != key:
                    raise ValueError(f"{key} and {seen[word]} both name the answer {word!r}")
        if any(line.may_not_apply for line in self.asked.values()) and not self.not_applicable:
            raise ValueError("not_applicable names no answer, and a line may not apply: as in not_applicable: [n/a]")

    @property
    def asked(self) -> dict[str, Line]:
        """Every line by its name, as a line."""
        if not isinstance(self.lines, Mapping):
            return {name: Line() for name in self.lines}
        return {name: line if isinstance(line, Line) else Line(line) for name, line in self.lines.items()}

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """What is recorded for each kind of answer, as it is compared."""
        given = {"yes": self.yes, "partly": self.partly, "no": self.no, "not_applicable": self.not_applicable}
        return {key: tuple(folded_text(str(value), IGNORED) for value in values) for key, values in given.items()}

    @property
    def points(self) -> dict[str, int]:
        """The weight of each line as a whole number, so that no sum is rounded; `scale` of them are 1."""
        return {name: int(line.weight * self.scale) for name, line in self.asked.items()}

    @property
    def scale(self) -> int:
        """Even, so that half of a weight is whole too."""
        places = max(max(0, -int(line.weight.as_tuple().exponent)) for line in self.asked.values())
        return int(2 * 10**places)
