"""The conformance kit: what a criterion says of itself is true, on every engine and for values nobody thought of."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import define, field

from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Shape, makes_its_value
from qa_run.offers import Example, shape_of
from qa_run.planning.columns import bound
from qa_run.testing.hard import cases
from qa_run.testing.judging import COLUMN, NOT_YET_DUE, Result, as_written, in_words, judged, plain
from qa_run.testing.layouts import Layout, as_recorded, each_engine, in_turn, layouts, one_scanned
from qa_run.testing.saying import exclusions, sayings

_BUCKETS = ("missing", "unreadable")


def check(criterion: type, example: Example) -> None:
    """Run one example on every engine that is installed. Raises AssertionError."""
    with tempfile.TemporaryDirectory(prefix="qa-run-") as folder:
        _raise(criterion, _Bench(criterion, Path(folder)).example(example))


def conformance(criterion: type) -> None:
    """Run all examples of a criterion, and the hard cases of the host, on every engine that is installed.

    The first example sees every way of handing values over; the others each engine, by one way after the other. So do
    the hard cases, which see the frames that DuckDB scans one after the other.
    Values that are missing, unreadable, not finite or blank, samples of none, one, and only missing ones: each must be
    in the bucket that the format lays down, all buckets add up to the population, and engines and roads agree. What the
    class says of itself (docstring, sentence, fields, `exclusive`) must be so. Raises AssertionError with all faults.

    A kind of observations is held against its examples in the same way: its values on every engine, of rows in any
    order, and of rows of which something is missing or cannot be read.
    """
    if hasattr(criterion, "__qa_observation__"):
        from qa_run.testing.observing import observation_conformance  # criteria do not pay for it

        observation_conformance(criterion)
        return
    with tempfile.TemporaryDirectory(prefix="qa-run-") as folder:
        _raise(criterion, _Bench(criterion, Path(folder)).everything())


def _raise(criterion: type, faults: Iterator[str]) -> None:
    found = list(dict.fromkeys(faults))
    if found:
        offered = getattr(criterion, "__qa_criterion__", None)
        name = offered.name if offered else criterion.__name__
        raise AssertionError("\n".join(f"{name}: {fault}" for fault in found))


@define
class _Bench:
    """Where one criterion is tried."""

    criterion: type
    folder: Path
    layouts: list[Layout] = field(factory=layouts)

    def everything(self) -> Iterator[str]:
        examples: Sequence[Example] = getattr(self.criterion, "examples", ())
        yield from sayings(self.criterion, examples)
        for place, example in enumerate(examples):
            engines = each_engine(self.layouts, place)
            yield from self.example(example, engines)
            yield from self.open_ends(example)
            if makes_its_value(self.criterion):
                continue  # it has no recorded value that could be hard
            try:
                made = as_written(self.criterion, example.written, example.unit, example.calendar)
            except ValueError:
                continue  # told by the example
            # the first example sees every layout, the others the first and one in turn: hard cases are the same for all
            yield from self.hard_cases(made, example, engines if place == 0 else in_turn(self.layouts, place))

    def example(self, example: Example, engines: Sequence[Layout] = ()) -> Iterator[str]:
        try:
            made = as_written(self.criterion, example.written, example.unit, example.calendar)
        except ValueError as error:
            yield f"the example {example.written!r} cannot be read from a procedure: {error}"
            return
        if not in_words(self.criterion, example.written, example.unit, calendar=example.calendar).strip():
            yield f"the sentence for {example.written!r} is empty"
        if shape_of(self.criterion) is Shape.ITEM and (example.passes or example.fails):
            yield from self._items(made, example, engines or self.layouts)
        for values, conforms in example.samples:
            for layout in engines or self.layouts:
                result = self.judged(made, {COLUMN: values, **_first(example, len(values))}, layout, example.as_of)
                if isinstance(result, str):
                    yield result
                elif _verdict(result.outcome) is not conforms:
                    yield (
                        f"{layout.name}: {example.written!r} of {list(values)} is {result.outcome.value} "
                        f"({result.message}), expected {_WORDS[conforms]}"
                    )

    def open_ends(self, example: Example) -> Iterator[str]:
        """Limits that are written with `above` and `below` hold as those with `lower` and `upper` do."""
        written = example.written
        ends = {"lower": "above", "upper": "below"}
        if not isinstance(written, Mapping) or not set(ends) & set(written) or makes_its_value(self.criterion):
            return
        if not example.fails or shape_of(self.criterion) is not Shape.ITEM:
            return
        opened = {ends.get(key, key): value for key, value in written.items()}
        with suppress(ValueError):  # it takes no such keys, or not these limits
            made = as_written(self.criterion, opened, example.unit, example.calendar)
            values = [*example.passes, *(value for several in example.fails.values() for value in several)]
            result = self.judged(made, {COLUMN: values, **example.columns}, self.layouts[0], example.as_of)
            findings = () if isinstance(result, str) else result.findings[len(example.passes) :]
            for value, finding in zip(values[len(example.passes) :], findings, strict=False):
                if not plain(finding):
                    yield f"{opened!r} lets {as_recorded(value)!r} pass, which {written!r} does not: see Limits.too_low"

    def _items(self, made: Any, example: Example, engines: Sequence[Layout]) -> Iterator[str]:
        if makes_its_value(self.criterion):
            yield from self._made(made, example, engines)
            return
        values = [*example.passes, *(value for several in example.fails.values() for value in several)]
        expected = [""] * len(example.passes) + [name for name, each in example.fails.items() for _ in each]
        short = [name for name, column in example.columns.items() if len(column) != len(values)]
        if short:
            yield f"the example {example.written!r} has {len(values)} values, and other than that in {', '.join(short)}"
            return
        for layout in engines:
            result = self.judged(made, {COLUMN: values, **example.columns}, layout, example.as_of)
            if isinstance(result, str):
                yield result
                continue
            for value, finding, due in zip(values, result.findings, expected, strict=True):
                if plain(finding) != due:
                    yield (
                        f"{layout.name}: the value {as_recorded(value)!r} of the example {example.written!r} "
                        f"is {finding or 'conforming'!r}, expected {due or 'conforming'!r}"
                    )
            yield from _added_up(result, len(values), layout)

    def _made(self, made: Any, example: Example, engines: Sequence[Layout]) -> Iterator[str]:
        """The example of a criterion that makes its own value: it names items, and `columns` hold their rows."""
        expected = dict.fromkeys(example.passes, "")
        expected |= {name: finding for finding, names in example.fails.items() for name in names}
        if set(expected) != set(example.columns.get("item", ())):
            yield f"the example {example.written!r} names {sorted(expected)}, and its column item others"
            return
        for layout in engines:
            result = self.judged(made, example.columns, layout, example.as_of)
            if isinstance(result, str):
                yield result
                continue
            for name, finding in zip(dict.fromkeys(example.columns["item"]), result.findings, strict=True):
                if plain(finding) != expected[name]:
                    yield (
                        f"{layout.name}: the item {name} of the example {example.written!r} is "
                        f"{finding or 'conforming'!r}, expected {expected[name] or 'conforming'!r}"
                    )
            yield from _added_up(result, len(expected), layout)

    def hard_cases(self, made: Any, example: Example, engines: Sequence[Layout]) -> Iterator[str]:
        """What every engine must make of values that are missing, unreadable or not finite."""
        try:
            yield from list(exclusions(made, example, self.layouts[0], self.folder))
        except Exception as error:
            yield f"its findings cannot be computed: {_line_of(error)}"
        for turn, case in enumerate(cases(bound(made, COLUMN), example), start=len(self.criterion.__name__)):
            first: Result | None = None
            for layout in one_scanned(engines, turn):
                result = self.judged(made, case.columns, layout, example.as_of)
                if isinstance(result, str):
                    yield result
                    continue
                if shape_of(self.criterion) is Shape.ITEM:
                    yield from _added_up(result, len(case.columns[COLUMN]), layout)
                yield from case.faults(result, layout.name)
                first = first or result
                yield from _disagreement(first, result, case.columns, layout.name, self.layouts[0].name)

    def judged(self, made: Any, columns: Mapping[str, Sequence[Any]], layout: Layout, as_of: str) -> "Result | str":
        """The result, or what went wrong in words."""
        try:
            return judged(made, columns, layout, self.folder, as_of=as_of, shown=False)
        except Exception as error:
            return f"{layout.name}: {_shown(columns)} cannot be judged: {_line_of(error)}"


def _line_of(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


_WORDS = {True: "conforming", False: "nonconforming", None: "not decided"}


def _verdict(outcome: Outcome) -> bool | None:
    if outcome is Outcome.FAILED:
        return False
    return True if outcome.releases and outcome is not Outcome.NOT_APPLICABLE else None


def _first(example: Example, count: int) -> dict[str, Sequence[Any]]:
    return {name: column[:count] for name, column in example.columns.items()}


def _shown(columns: Mapping[str, Sequence[Any]]) -> str:
    return "; ".join(f"{name} {list(values)}" for name, values in columns.items())


def _counts(result: Result) -> dict[str, int]:
    """The buckets by the names that items have, and none that is empty."""
    buckets = result.buckets
    found = {**buckets.findings, "": buckets.conforming, NOT_YET_DUE: buckets.not_yet_due}
    found |= {name: getattr(buckets, name) for name in _BUCKETS}
    return {name: count for name, count in found.items() if count}


def _added_up(result: Result, population: int, layout: Layout) -> Iterator[str]:
    counts = _counts(result)
    if sum(counts.values()) != population or any(count < 0 for count in counts.values()):
        yield f"{layout.name}: the buckets {counts} do not add up to the population of {population}"
    if result.findings and dict(Counter(result.findings)) != counts:
        yield f"{layout.name}: the buckets are {counts}, the items are {dict(Counter(result.findings))}"


def _disagreement(
    first: Result, other: Result, columns: Mapping[str, Sequence[Any]], name: str, reference: str
) -> Iterator[str]:
    for place, (one, two) in enumerate(zip(first.findings, other.findings, strict=False)):
        if one != two:
            value = {column: as_recorded(values[place]) for column, values in columns.items()}
            yield f"{name}: {value} is {two or 'conforming'!r}, on {reference} it is {one or 'conforming'!r}"
    if first.outcome is not other.outcome or _counts(first) != _counts(other):
        yield (
            f"{name}: {_shown(columns)} is {other.outcome.value} with {_counts(other)}, "
            f"on {reference} it is {first.outcome.value} with {_counts(first)}"
        )
    if not _alike(first.measured, other.measured):
        yield f"{name}: {_shown(columns)} measures {other.measured}, on {reference} {first.measured}"


def _alike(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether two engines measured the same, as far as both of them measured."""
    for key in one.keys() & two.keys():
        left, right = one[key], two[key]
        if isinstance(left, float) and isinstance(right, int | float):
            if abs(left - right) > 1e-9 * max(1.0, abs(left)):
                return False
        elif left != right:
            return False
    return True
