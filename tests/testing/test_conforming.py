"""The kit catches criteria that do not do what they say."""

import narwhals as nw
import pytest
from attrs import frozen

from qa_run import Any, Column, Example, Judged as Answer, Limits, Number, Text, criterion, how_many, inline, scalar
from qa_run.testing import check, conformance
from qa_run.testing.wordings import wording_faults

EVEN = Example(2, passes=("4",), fails={"nonconforming": ("5",)})


@criterion("honest")
@frozen
class Honest:
    """The number divides evenly."""

    step: int
    reads = Number
    examples = (EVEN,)

    def sentence(self, language: str) -> str:
        return f"a multiple of {self.step}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value % self.step == 0


def faults_of(cls: type) -> str:
    with pytest.raises(AssertionError) as caught:
        conformance(cls)
    return str(caught.value)


def test_an_honest_criterion_conforms():
    conformance(Honest)


def test_an_example_is_held_against_every_engine():
    with pytest.raises(AssertionError) as caught:
        check(Honest, Example(2, passes=("4", "5")))

    assert "honest: DuckDB on CSV: the value '5' of the example 2 is 'nonconforming', expected 'conforming'" in str(
        caught.value
    )
    assert "honest: DuckDB on typed Parquet: the value '5'" in str(caught.value)


def test_an_example_that_no_procedure_could_hold_is_told():
    with pytest.raises(AssertionError, match=r"cannot be read from a procedure: .*step"):
        check(Honest, Example({"stp": 2}, passes=("4",)))


def test_examples_that_only_pass_are_not_enough():
    @criterion("only_good")
    @frozen
    class OnlyGood(Honest):
        """The number divides evenly."""

        examples = (Example(2, passes=("4",)),)

    assert "there is no example that fails" in faults_of(OnlyGood)


def test_a_missing_docstring_is_told():
    @criterion("silent")
    @frozen
    class Silent(Honest):
        pass

    Silent.__doc__ = None

    assert "there is no docstring" in faults_of(Silent)


def test_an_empty_sentence_is_told():
    @criterion("wordless")
    @frozen
    class Wordless(Honest):
        """The number divides evenly."""

        def sentence(self, language: str) -> str:
            return " "

    assert "the sentence for 2 is empty" in faults_of(Wordless)


def test_findings_that_overlap_are_not_exclusive():
    @criterion("overlapping")
    @frozen
    class Overlapping(Honest):
        """The number is small."""

        exclusive = True
        examples = (Example(2, passes=("1",), fails={"big": ("5",)}),)

        def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
            return {"big": value > 2, "huge": value > 4}

    assert "its findings exclude one another, and {'value': '5'} is both big and huge" in faults_of(Overlapping)


def test_a_finding_that_is_true_of_nothing_at_all_is_told():
    @criterion("eager")
    @frozen
    class Eager:
        """The text is there."""

        reads = Text
        examples = (Example(True, passes=("a",), fails={"missing": (None,)}),)

        def sentence(self, language: str) -> str:
            return "there"

        def conforms(self, value: nw.Expr) -> nw.Expr:
            return ~value.is_null()

    assert "there is no value, and a finding is not null" in faults_of(Eager)


def test_a_missing_operand_that_passes_is_told():
    @criterion("lenient")
    @frozen
    class Lenient:
        """Another one than in `column`."""

        column: Column
        reads = Text
        finding = "same"
        examples = (Example("by", passes=("a",), fails={"same": ("b",)}, columns={"by": ("b", "b")}),)

        def sentence(self, language: str) -> str:
            return "different"

        def conforms(self, value: nw.Expr) -> nw.Expr:
            return (value != self.column.value).fill_null(True)

    told = faults_of(Lenient)

    assert "{'by': None, 'value': 'a'} is 'conforming', expected 'cannot be judged'" in told


@pytest.mark.parametrize("shown", [True, False])
def test_a_missing_operand_may_have_a_finding_that_an_example_shows(shown: bool):
    @criterion("checked_by_another")
    @frozen
    class ByAnother:
        """Another one than in `column`."""

        column: Column
        reads = Text
        examples = (
            Example(
                "by",
                passes=("a",),
                fails={"same": ("b",), **({"nobody": ("c",)} if shown else {})},
                columns={"by": ("b", "b", None) if shown else ("b", "b")},
            ),
        )

        def sentence(self, language: str) -> str:
            return "different"

        def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
            return {"same": value == self.column.value, "nobody": self.column.value.is_null()}

    if shown:
        conformance(ByAnother)
    else:
        assert "{'by': None, 'value': 'a'} is 'nobody', expected 'cannot be judged'" in faults_of(ByAnother)


def test_a_statistic_with_the_wrong_outcome_is_told():
    @criterion("how_many_there_are")
    @frozen
    class HowMany:
        """So many values."""

        within: Limits = inline()
        reads = Any
        measured_in = "number"
        examples = (Example({"lower": 2}, samples=((("a", "b"), True), (("a", "b", "c"), False))),)

        def sentence(self, language: str) -> str:
            return "many"

        def measures(self, value: nw.Expr) -> dict[str, object]:
            return {"n": how_many(value)}

        @scalar
        def judge(self, seen: dict[str, int]) -> Answer:
            return Answer(self.within.admit(seen["n"]), seen["n"])

    assert "of ['a', 'b', 'c'] is passed" in faults_of(HowMany)


def test_a_criterion_that_crashes_on_one_engine_is_told_with_the_engine():
    @criterion("crashing")
    @frozen
    class Crashing(Honest):
        """The number divides evenly."""

        def conforms(self, value: nw.Expr) -> nw.Expr:
            raise RuntimeError("no such thing here")

    assert "DuckDB on CSV" in faults_of(Crashing)
    assert "no such thing here" in faults_of(Crashing)


def test_tables_keep_the_values_of_their_messages(tmp_path):
    (tmp_path / "it.json").write_text(
        '{"at least {limit} of {n}": "almeno {limit}", "{count} day|{count} days": ["un giorno", "{count} giorni"],'
        ' "no {item}": "zero {items}", "{a}": "{b}"}'
    )
    (tmp_path / "pl.json").write_text("{")
    (tmp_path / "sentences.json").write_text("[]")

    left_out, more, less, broken = wording_faults(tmp_path)
    assert left_out == "wording/it.json: 'almeno {limit}' leaves out {n} of 'at least {limit} of {n}'"
    assert (more, less) == (
        "wording/it.json: '{b}' names {b}, which '{a}' has not", "wording/it.json: '{b}' leaves out {a} of '{a}'",
    )  # fmt: skip
    assert broken.startswith("wording/pl.json cannot be read: ")


def test_limits_with_open_ends_must_hold():
    @criterion("read_out")
    @frozen
    class ReadOut:
        """Within limits that are read out."""

        reads = Number

        within: Limits = inline()
        examples = (Example({"lower": 2, "upper": 4}, passes=("3",), fails={"nonconforming": ("1", "5")}),)

        def sentence(self, language: str) -> str:
            return self.within.sentence(language)

        def conforms(self, value):
            shown = self.within.shown
            return (value >= shown.get("lower", -1e9)) & (value <= shown.get("upper", 1e9))

    with pytest.raises(AssertionError, match=r"lets '1' pass, which .* does not: see Limits\.too_low"):
        conformance(ReadOut)
