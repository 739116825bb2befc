"""What a run is asked for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from qa_run.running.asked import Earlier, no_earlier

if TYPE_CHECKING:
    from qa_run.model.selection import Selection
    from qa_run.running.registers import Before

SIGN = "::"


@frozen(kw_only=True, eq=False, repr=False)
class Options:
    """What a run is asked for.

    paths:          files and folders of procedures, and node ids
    select:         what the run is narrowed to besides
    failed_before:  the node ids that did not release in earlier runs, for a selection that asks for them
    maxfail:        stop once so many verdicts do not release; 0 never stops
    no_concessions: judge as if there were none, and say so
    concessions, corrections: files of them; None where there are none, or they do not count
    root: the folder from which the node ids in them start; `here` where it is None
    before: what earlier runs say of them
    """

    paths: Sequence[str] = ("specs",)
    samples: Any = None
    samples_by_name: Mapping[str, Any] = field(factory=dict)
    plugins: Sequence[str] = ()
    more_plugins: Sequence[tuple[str, Any]] = ()
    items: int = 5
    items_out: Path | None = None
    as_of: datetime | None = None
    strict_marginal: bool = False
    require_complete: bool = False
    digests: bool = False
    earlier: Earlier = no_earlier
    select: "Selection | None" = None
    failed_before: Collection[str] = ()
    maxfail: int = 0
    no_concessions: bool = False
    pictures: bool = False
    here: Path = field(factory=Path.cwd)
    concessions: Path | None = None
    corrections: Path | None = None
    strict_concessions: bool = False
    root: Path | None = None
    before: "Before | None" = None

    @property
    def narrows(self) -> bool:
        """Whether it asks for a part only, so far as the words can tell."""
        return self.select is not None or any(SIGN in path for path in self.paths)
