"""What somebody who is asked may say that must hold, and what that is in a procedure."""

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from qa_run.model.numerals import plain_digits
from qa_run.model.yaml_words import written

_NUMBER = r"([-+]?\d+(?:\.\d+)?)"
_RANGE = re.compile(rf"{_NUMBER}\s*(?:to|\.\.|–|—)\s*{_NUMBER}")
_AROUND = re.compile(rf"{_NUMBER}\s*(?:\+-|\+/-|±)\s*{_NUMBER}")
_LEAST = re.compile(rf"(?:at least|>=|≥)\s*{_NUMBER}", re.I)
_MOST = re.compile(rf"(?:at most|<=|≤)\s*{_NUMBER}", re.I)
_EXACT = re.compile(rf"(?:exactly|=)?\s*{_NUMBER}", re.I)


class NotUnderstood(Exception):
    """What was said makes no requirement; the message says what to write."""


@frozen(eq=False, repr=False)
class Answer:
    """Lines of a procedure, and values that conform to them."""

    yaml: Sequence[str]
    values: Sequence[str]
    number: bool = False
    yes_no: bool = False


def answer_of(said: str) -> Answer:
    """The requirement that somebody means. Raises NotUnderstood."""
    text = " ".join(said.split())
    if text.lower() in ("", "recorded", "present"):
        return Answer(["present: true"], ["Anna", "Bruno"])
    if text.lower() in ("yes", "no"):
        return Answer([f"equals: {'true' if text.lower() == 'yes' else 'false'}"], [text.lower()], yes_no=True)
    if re.search(r"\d,\d", text) and not re.search(r"[^\d,.\s+±-]", text):
        raise NotUnderstood("write numbers with a point, as in 80.5")
    for pattern, made in _PATTERNS:
        if match := pattern.fullmatch(text):
            return made([Decimal(each) for each in match.groups()])
    words = [each.strip() for each in text.split(",") if each.strip()]
    if "," in text and len(words) > 1:
        return Answer([f"one_of: [{', '.join(written(each) for each in words)}]"], words)
    raise NotUnderstood("write it as in 76 to 84, at least 75, at most 5, exactly 4, 'hot, cold', yes, or nothing")


def _between(ends: Sequence[Decimal]) -> Answer:
    low, high = ends
    if low > high:
        raise NotUnderstood(f"{low} is more than {high}: write the smaller one first")
    middle = plain_digits((low + high) / 2)
    return Answer([f"lower: {low}", f"upper: {high}"], [middle, str(low), str(high)], number=True)


def _around(ends: Sequence[Decimal]) -> Answer:
    nominal, tolerance = ends
    if tolerance < 0:
        raise NotUnderstood("a tolerance is not negative")
    values = [str(nominal), str(nominal + tolerance), str(nominal - tolerance)]
    return Answer([f"nominal: {nominal}", f"tolerance: {tolerance}"], values, number=True)


def _least(ends: Sequence[Decimal]) -> Answer:
    return Answer([f"lower: {ends[0]}"], [str(ends[0]), str(ends[0] + 1)], number=True)


def _most(ends: Sequence[Decimal]) -> Answer:
    return Answer([f"upper: {ends[0]}"], [str(ends[0]), str(ends[0] - 1)], number=True)


def _exactly(ends: Sequence[Decimal]) -> Answer:
    return Answer([f"exactly: {ends[0]}"], [str(ends[0])], number=True)


_PATTERNS = ((_AROUND, _around), (_RANGE, _between), (_LEAST, _least), (_MOST, _most), (_EXACT, _exactly))
