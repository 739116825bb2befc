"""The charts of one sequence, phase by phase, before any rule looks at them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import frozen

from qa_run.builtin.charts.choosing import Excluded, Since, left_out, setting
from qa_run.builtin.charts.drawing import TYPES, Material, Part, Process
from qa_run.builtin.charts.writing import OPTIONS

COLLECTED = ("count", "n", "value", "total", "stdev", "minimum", "maximum")


@frozen(eq=False, repr=False)
class Stretch:
    """The points of one phase, its name, and the charts drawn of them; none where the phase has no frozen limits."""

    name: str
    points: slice
    parts: Sequence[Part]

    def __len__(self) -> int:
        return int(self.points.stop - self.points.start)


@frozen(eq=False, repr=False)
class Charted:
    """A sequence of `length` points and its phases.

    out:      the points that are left out, by their places
    excluded: the same as a mask; None where there are none
    """

    phases: Sequence[Stretch]
    length: int
    out: Mapping[int, Excluded]
    excluded: Any

    @property
    def drawn(self) -> list[Stretch]:
        return [each for each in self.phases if each.parts]

    @property
    def bare(self) -> list[Stretch]:
        """The phases that nothing is known of."""
        return [each for each in self.phases if not each.parts]


def length_of(arrays: Mapping[str, Any]) -> int:
    return len(next(arrays[name] for name in COLLECTED if name in arrays))


def charted(
    written: Any, arrays: Mapping[str, Any], frozen_of: Mapping[str, Process] | None, without: Collection[str] = ()
) -> Charted:
    """The charts of a sequence: by trial limits, or by those that are frozen of each phase; not of some phases."""
    import numpy as np

    length, out = length_of(arrays), left_out(written.exclude, arrays)
    excluded = None
    if out:
        excluded = np.zeros(length, dtype=bool)
        excluded[list(out)] = True
    options = {
        name: default if (given := getattr(written, name)) is None else given for name, default in OPTIONS.items()
    }
    draw, found = TYPES[written.type], []
    for name, places in phases_of(written.phases, arrays, length):
        process = None if frozen_of is None else frozen_of.get(name)
        if (frozen_of is not None and process is None) or (written.phases and not name) or name in without:
            found.append(Stretch(name, places, ()))
            continue
        counted = setting(written.first if process is None else None, places, excluded, arrays.get("time"))
        if process is None and not counted.any():
            raise ValueError(f"no point{f' of phase {name}' if name else ''} is left to set limits")
        some = {key: arrays[key][places] for key in COLLECTED if key in arrays}
        found.append(Stretch(name, places, draw(Material(some, counted, process, options))))
    return Charted(found, length, out, excluded)


def phases_of(since: Sequence[Since], arrays: Mapping[str, Any], length: int) -> list[tuple[str, slice]]:
    """The phases of a sequence, in their order; all of it where there are none.

    The name is blank where there are no phases, and of the points before the first that is written with a date.
    """
    import numpy as np

    if since:
        if "time" not in arrays:
            raise ValueError("phases begin at dates, and the samples have no time")
        begins = [0 if each.from_ == "" else int(np.searchsorted(arrays["time"], each.moment)) for each in since]
        ends = [*begins[1:], length]
        spans = zip([""] + [each.name for each in since], [0, *begins], [begins[0], *ends], strict=True)
        return [(name, slice(start, end)) for name, start, end in spans if end > start]
    if "phase" not in arrays:
        return [("", slice(0, length))]
    from qa_run.statistics.charts import stretches

    names = np.asarray(arrays["phases"], dtype=object)
    return [(str(name), places) for name, places in stretches(names[arrays["phase"].astype(np.intp)])]
