"""A procedure of several steps, as people write it, and what cannot be meant."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from qa_run import BusinessTime, Column, Duration, Text, Where, column, or_name, said

_TAKEN = ("missing", "unreadable", "unreadable condition", "not yet due", "conforming", "cannot be judged")


@frozen(eq=False, repr=False)
class By:
    """Who does a step is found in this reference, on that day."""

    reference: Column = column(reads=Text)


@frozen(eq=False, repr=False)
class Step:
    """One step: what it is, by when, after which other one, and what must hold of it.

    step:     the event: its name, several names of which one will do, or conditions
    id:       what the step is called, where the name of the event will not do
    within:   how long after the other one it may be
    after:    the step before it that it follows; without it the nearest one before it that is not optional. That of
              the first step is an event that is written nowhere else, and a step by that
    when:     what must hold of the event; others of its name are not the step
    by:       the reference in which the one who did it is found
    optional: it need not be; those that follow it are due only where it was
    once:     more than one is a finding
    otherwise: what it is called that the step is missing, or never as `when` says, while all above it was as required
    """

    step: Where
    id: str = ""
    within: Duration | BusinessTime | None = None
    after: Where | None = or_name(default=None)
    when: Where | None = None
    by: By | None = None
    optional: bool = False
    once: bool = False
    otherwise: str = ""

    def __attrs_post_init__(self) -> None:
        if self.step is None:
            raise ValueError("step says which event is meant, not true")
        if self.otherwise in _TAKEN:
            raise ValueError(
                f"otherwise names a finding, and {self.otherwise!r} is what every requirement says already"
            )
        if str(self.within).startswith(("-", "0 ")):
            raise ValueError(f"within is a length of time above nothing, {self.within} is not")

    @property
    def name(self) -> str:
        return self.id or str(self.step)

    @property
    def condition(self) -> str:
        """In words: `consent` where that is to be true."""
        return str(self.when).removesuffix(" true")

    def sentence(self, language: str, after: str) -> str:
        if self.within and after:
            words = said(
                language, "{step} within {limit} after {other}", step=self.name, limit=self.within, other=after
            )
        elif after:
            words = said(language, "{step} after {other}", step=self.name, other=after)
        else:
            words = self.name
        if self.when is not None:
            words = said(language, "{step} with {condition}", step=words, condition=self.condition)
        if self.by is not None:
            words = said(language, "{step}, by somebody in {reference}", step=words, reference=self.by.reference)
        if self.once:
            words = said(language, "{step}, once", step=words)
        return said(language, "{step}, if at all", step=words) if self.optional else words


@frozen(eq=False, repr=False)
class Linked:
    """A step and its place among the others.

    after:   the place of the one that it follows; None where it follows none
    between: the places of optional ones between the two, none of which may be later
    again:   whether it is of the same event as one before it: then it is looked for after the one that it follows
    """

    step: Step
    after: int | None
    between: tuple[int, ...] = ()
    again: bool = False


def linked(written: Sequence[Step]) -> tuple[Linked, ...]:
    """The steps in their order, each with the one that it follows. ValueError where that cannot be."""
    first, names = written[0], [step.name for step in written]
    start = first.after
    steps = (Step(start), *written) if start is not None and str(start) not in names else (*written,)
    names = [step.name for step in steps]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"two steps are called {name!r}: give one of them an id of its own")
    return tuple(_link(steps, names, place) for place in range(len(steps)))


def followers(links: Sequence[Linked], place: int) -> Iterator[int]:
    """Those that come after the step there, whatever lies between."""
    for other in range(place + 1, len(links)):
        before = links[other].after
        while before is not None and before > place:
            before = links[before].after
        if before == place:
            yield other


def _link(steps: Sequence[Step], names: Sequence[str], place: int) -> Linked:
    step = steps[place]
    between: tuple[int, ...] = ()
    after: int | None
    if step.after is not None:
        after = _named(str(step.after), names, place)
    else:
        needed = [each for each in range(place) if not steps[each].optional]
        after = needed[-1] if needed else None
        between = tuple(range(0 if after is None else after + 1, place))
    if step.within is not None and after is None:
        raise ValueError(f"{step.name} is due within {step.within} of nothing: write after: and what it follows")
    again = any(str(other.step) == str(step.step) for other in steps[:place])
    if again and (after is None or str(steps[after].step) == str(step.step)):
        raise ValueError(f"{step.name} is an event that was there before, and no other step lies between the two")
    return Linked(step, after, between, again)


def _named(after: str, names: Sequence[str], place: int) -> int:
    name = names[place]
    if after in names[:place]:
        return names.index(after)
    if after == name:
        raise ValueError(f"{name} cannot come after itself")
    if after in names:
        raise ValueError(f"{name} is after {after}, which stands below it: write steps in their order")
    raise ValueError(
        f"{name} is after {after!r}, and none of the steps above it is called so: {', '.join(names[:place])}"
    )
