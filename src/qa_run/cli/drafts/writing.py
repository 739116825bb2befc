"""The text of a draft. Names and values of the batch stand in it quoted, or visible in comments."""

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from qa_run.cli.drafts.guesses import Guesses, is_choice, is_number, is_one, is_time, is_unique
from qa_run.escaping.invisible import visible
from qa_run.model.yaml_words import written
from qa_run.running.glancing import Column, Glance

MARK = "# DRAFT"
_SLUG = re.compile(r"[^\w.-]+")
_SHOWN, _NAMED = 5, 40


@frozen(kw_only=True, eq=False, repr=False)
class Drawn:
    """What a draft is made of. `way` is the way to the batch from the folder of the draft."""

    seen: Glance
    guesses: Guesses
    way: str
    stem: str
    format: Mapping[str, str | int]


def draft_of(drawn: Drawn) -> str:
    """The procedure, with all that has to be decided on top."""
    return "\n".join([*_head(drawn), "", *_samples(drawn), "", *_characteristics(drawn)]) + "\n"


def _head(drawn: Drawn) -> Iterator[str]:
    seen = drawn.seen
    yield f"{MARK} drawn by qa-run infer from {_name(drawn.way)}: {seen.rows} rows, {len(seen.columns)} columns."
    yield "# It tells what was seen, not what is right: what is wrong in the data is in here too. As long as draft:"
    yield "# stands below, every run of it ends with exit code 1 and releases nothing. Somebody has to decide:"
    yield "#"
    for number, each in enumerate(_open(drawn), 1):
        yield f"#  {number}. {each}"
    yield "#"
    yield "# Then take out draft: and these lines."
    yield "draft: true"
    yield f"procedure: {written(drawn.stem)}"


def _open(drawn: Drawn) -> Iterator[str]:
    """What has to be decided."""
    guesses = drawn.guesses
    yield f"Each line marked {MARK}: must this hold? Limits come from who uses the product, not from what was seen."
    yield "Of each requirement: its class (critical, major, minor), how many are borne with (accept:), and because:"
    yield "Units (unit: g), titles, and the name of an item (called: {en: [sandwich, sandwiches]})."
    if guesses.item is None:
        yield "Which column names an item (samples: item:)? None has another value in every row; copies pass unseen."
    if guesses.lots:
        yield f"Is there a lot? It may be {_names(guesses.lots)} (samples: lot:), with a plan under accept:"
    if guesses.strata:
        yield f"Who gets a verdict of their own (samples: per:)? It may be one of {_names(guesses.strata)}."
    for column in drawn.seen.columns:
        if column.unsure:
            yield f"{_name(column.name)}: {column.unsure}"
    if drawn.seen.rejected:
        lines = len(drawn.seen.rejected)
        told = f"{lines} {'line' if lines == 1 else 'lines'} cannot be read"
        yield f"{told}, the first: {visible(drawn.seen.rejected[0])}"


def _samples(drawn: Drawn) -> Iterator[str]:
    yield "samples:"
    yield f"  from: {written(drawn.way)}"
    if drawn.guesses.item is not None:
        of = next(each for each in drawn.seen.columns if each.name == drawn.guesses.item)
        again = drawn.seen.rows - of.distinct
        told = f"{again} of {drawn.seen.rows} rows repeat one that stands before" if again else "no value stands twice"
        yield f"  item: {written(of.name)}  {MARK} {told}"
    if drawn.guesses.time is not None:
        yield f"  time: {written(drawn.guesses.time)}  {MARK} a time in every row"
    if drawn.format:
        pairs = [f"{key}: {each if isinstance(each, int) else written(each)}" for key, each in drawn.format.items()]
        yield f"  format: {{{', '.join(pairs)}}}"


def _characteristics(drawn: Drawn) -> Iterator[str]:
    yield "characteristics:"
    taken: set[str] = set()
    for column in drawn.seen.columns:
        if column.name == drawn.guesses.item and len(drawn.seen.columns) > 1:
            continue
        if not column.recorded:
            yield f"  # {_name(column.name)}: nothing was recorded in it"
            continue
        key = _key(column.name, taken)
        yield f"  {written(key)}:"
        if key != column.name:
            yield f"    column: {written(column.name)}"
        if column.name in drawn.guesses.lots and column.recorded == drawn.seen.rows:
            yield f"    present: true  {MARK} {column.distinct} different values; is it the lot?"
            continue
        yield from (f"    {each}" for each in _required(column, drawn.seen.rows))
    if not taken:
        yield "  {}"


def _key(name: str, taken: set[str]) -> str:
    """What the characteristic is called: as its column, where that can be."""
    start = name.replace("::", ":").lstrip("@").strip() or "column"
    key, number = start, 2
    while key in taken:
        key, number = f"{start} {number}", number + 1
    taken.add(key)
    return key


def _required(column: Column, rows: int) -> Iterator[str]:
    """The requirements that what was seen suggests."""
    missing = rows - column.recorded
    if missing:
        yield f"optional: true  {MARK} not recorded in {missing} of {rows} rows"
    if is_number(column) and column.least is not None and column.greatest is not None:
        yield from _number(column)
    elif is_choice(column) and not column.unsure and not is_time(column):
        yield from _choice(column)
    elif is_time(column):
        if not missing:
            yield "present: true"
        else:
            yield f"length: {{upper: {max(column.longest, 1)}}}  {MARK} nothing is known of it but its length"
        yield f"{MARK} times from {visible(column.first)} to {visible(column.last)}; hold them against another column,"
        yield "# as in no_later_than: {column: promised_at, plus: 10 min}"
    elif is_unique(column, rows):
        yield f"unique: true  {MARK} no value of it stands twice"
    elif missing:
        yield f"length: {{upper: {max(column.longest, 1)}}}  {MARK} the longest that was seen"
    else:
        yield f"present: true  {MARK} recorded in every row, with {column.distinct} different values"


def _number(column: Column) -> Iterator[str]:
    least, greatest = _digits(column.least), _digits(column.greatest)
    if is_one(column):
        yield f"exactly: {least}  {MARK} nothing else was seen"
    else:
        yield f"lower: {least}  {MARK} the least that was seen; what must it be?"
        yield f"upper: {greatest}  {MARK} the greatest that was seen; what must it be?"
    if column.numbers < column.recorded:
        yield f"{MARK} {column.recorded - column.numbers} of {column.recorded} values are no number, and fail"


def _choice(column: Column) -> Iterator[str]:
    values = [value for value, _ in sorted(column.values, key=lambda each: (-each[1], each[0]))]
    often = [f"{_name(value)} {many}" for value, many in sorted(column.values, key=lambda each: -each[1])]
    yield f"one_of: [{', '.join(map(written, values))}]  {MARK} all that was seen"
    yield f"# seen: {', '.join(often)}"


def _digits(number: float | None) -> str:
    """The number as people write it; an exponent has no place in a limit that is to be edited."""
    if number is None:
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _name(text: str) -> str:
    """A name or a value in a comment: in one line, and not without end."""
    shown = visible(text).replace("\n", "\\n")
    return shown if len(shown) <= _NAMED else f"{shown[: _NAMED - 1]}…"


def _names(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(map(_name, names[:_SHOWN])) + more
