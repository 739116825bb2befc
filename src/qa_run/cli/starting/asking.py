"""A few questions to somebody at a terminal, and the procedure that the answers make."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from attrs import frozen

from qa_run.cli.starting.answers import Answer, NotUnderstood, answer_of
from qa_run.model.yaml_words import written

Ask = Callable[[str], str]
_ITEMS = 6
_SLUG = re.compile(r"[^\w.-]+")
_HOW = """\
Now what is recorded of each item, one column after the other. What must hold is written as in
  76 to 84     at least 75     at most 5     exactly 4     hot, cold     yes     recorded"""


@frozen(eq=False, repr=False)
class Answers:
    """What somebody said."""

    name: str
    item: str
    per: str
    characteristics: Mapping[str, tuple[str, Answer]]

    @property
    def stem(self) -> str:
        """What its files are called."""
        return _SLUG.sub("-", self.name.strip().lower()).strip("-.") or "procedure"


def asked(ask: Ask, tell: Callable[[str], None]) -> Answers:
    """The answers to all questions. An EOFError of `ask` is the caller's."""
    name = _needed(ask, "What is checked, in a word or two? [ham sandwich] ") or "ham sandwich"
    item = _needed(ask, "What is one of it called? It names the first column. [item] ") or "item"
    per = _needed(ask, "A verdict for each shop, shift or the like? Its column, or nothing: [] ")
    tell(_HOW)
    found: dict[str, tuple[str, Answer]] = {}
    while True:
        more = " Nothing ends the list:" if found else ""
        column = _needed(ask, f"A column?{more} [] ")
        if not column and found:
            return Answers(name, item, per, found)
        if not column or column in (item, per, *found):
            tell("  a column of its own, please")
            continue
        found[column] = _required(ask, tell, column)


def _needed(ask: Ask, question: str) -> str:
    """What is answered, in one line, without what no name may hold."""
    return " ".join(ask(question).replace("::", " ").split()).lstrip("@").strip()


def _required(ask: Ask, tell: Callable[[str], None], column: str) -> tuple[str, Answer]:
    while True:
        try:
            answer = answer_of(ask(f"  What must hold for {column}? [recorded] "))
        except NotUnderstood as error:
            tell(f"  {error}")
            continue
        return (_needed(ask, "  In which unit? [none] ") if answer.number else ""), answer


def files_of(answers: Answers) -> Mapping[PurePosixPath, bytes]:
    """The procedure, and a sample that conforms to it."""
    folder = PurePosixPath("specs")
    texts = {
        folder / f"{answers.stem}.yaml": _procedure(answers),
        folder / "samples" / f"{answers.stem}.csv": _sample(answers),
    }
    return {way: "".join(f"{line}\n" for line in lines).encode() for way, lines in texts.items()}


def _procedure(answers: Answers) -> Iterator[str]:
    yield f"procedure: {written(answers.name)}"
    yield "revision: 1"
    yield ""
    yield "samples:"
    yield f"  from: samples/{answers.stem}.csv"
    yield f"  item: {written(answers.item)}"
    if answers.per:
        yield f"  per: [{written(answers.per)}]"
    if any(answer.yes_no for _, answer in answers.characteristics.values()):
        yield "  format: {yes_no: {true: [yes], false: [no]}}"
    yield ""
    yield "characteristics:"
    for column, (unit, answer) in answers.characteristics.items():
        yield f"  {written(column)}:"
        if unit:
            yield f"    unit: {written(unit)}"
        yield from (f"    {each}" for each in answer.yaml)


def _sample(answers: Answers) -> Iterator[str]:
    header = [answers.item, *([answers.per] if answers.per else []), *answers.characteristics]
    yield ",".join(map(_field, header))
    for number in range(_ITEMS):
        strata = ["A" if number < _ITEMS // 2 else "B"] if answers.per else []
        values = [answer.values[number % len(answer.values)] for _, answer in answers.characteristics.values()]
        yield ",".join(map(_field, [str(number + 1), *strata, *values]))


def _field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]|^\s|\s$', text) else text
