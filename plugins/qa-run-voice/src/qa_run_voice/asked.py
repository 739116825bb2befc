"""What is asked of a call: which phrases at which stage, and in which columns it is recorded."""

from collections.abc import Mapping

from attrs import frozen
from qa_run import Column, Number, Time, column

from qa_run_voice.spoken import Language
from qa_run_voice.stages import Stage


@frozen(eq=False, repr=False)
class Asked:
    """The keys of `phrases`, which says what each means."""

    language: Language
    stages: Mapping[str, Stage]
    text: Column = Column("text")  # noqa: RUF009
    speaker: Column = Column("speaker")  # noqa: RUF009
    ours: tuple[str, ...] = ("agent",)
    stage: Column | None = Column("stage")  # noqa: RUF009
    seconds: Column | None = column(reads=Number, default=None)  # noqa: RUF009
    until: Column | None = column(reads=Time, default=None)  # noqa: RUF009
