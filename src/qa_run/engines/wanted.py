"""What criteria ask of the recorded columns."""

from attrs import frozen

from qa_run.model.kinds import Kind, typed_name


@frozen(repr=False)
class Wanted:
    """A logical column, the header it is recorded under, and as what it is read."""

    column: str
    header: str
    kind: Kind

    @property
    def name(self) -> str:
        return typed_name(self.column, self.kind)
