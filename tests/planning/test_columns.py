"""Which columns a criterion sees, and as what they are read."""

from attrs import frozen

from qa_run import Column, Number, criterion
from qa_run.testing import judge_values


@criterion("rising")
@frozen
class Rising:
    """The columns rise.

    v: {rising: [lo, hi]}
    """

    parts: tuple[Column, ...]
    reads = Number

    def sentence(self, language):
        return "rising"

    def conforms(self, value):
        return self.parts[0].value <= self.parts[1].value


def test_several_columns_are_read_as_the_criterion_reads():
    columns = {"lo": ["9", "10"], "hi": ["10", "9"]}
    result = judge_values(Rising((Column("lo"), Column("hi"))), ["1", "1"], columns=columns)

    assert result.findings == ("", "nonconforming")
