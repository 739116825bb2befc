"""From charts and what rules found on them to the answer of the criterion."""

from collections.abc import Mapping, Sequence
from typing import Any

from qa_run import Baseline, Judged
from qa_run.builtin.charts.charted import Charted, Stretch
from qa_run.builtin.charts.choosing import Dates, absent
from qa_run.builtin.charts.frozen import excluded_then, made_of
from qa_run.builtin.charts.signalling import Signals
from qa_run.builtin.charts.wording import numbers_of, told

TRIAL = "trial limits, from the points that they judge: freeze them with qa-run baseline before they release anything"


def answer(written: Any, arrays: Mapping[str, Any], charts: Charted, found: Signals) -> Judged:
    """What the chart says of one sequence."""
    drawn, strange, kept = charts.drawn, strange_of(written, arrays), written.kept
    bare = _bare(written, charts)
    numbers: dict[str, Any] = {}
    for stretch in drawn[:-1]:
        numbers |= {f"{name} ({stretch.name})": value for name, value in numbers_of(stretch.parts).items()}
    if drawn:
        numbers |= numbers_of(drawn[-1].parts)
    sources = _sources(written, kept, str(arrays["stratum"]), charts) if drawn else ""
    return Judged(
        conforms=not found,
        told="; ".join(told(len(found), sum(map(len, drawn)), charts.out, sources, strange)),
        numbers={**numbers, "points": charts.length},
        convention=drawn[-1].parts[0].chart.convention if drawn else "",
        signals=found,
        undecided="; ".join(filter(None, (bare, "" if kept else TRIAL))),
        marginal=bool(strange),
        baseline=kept.told(str(written.baseline)) if kept and written.baseline else {},
    )


def strange_of(written: Any, arrays: Mapping[str, Any]) -> list[str]:
    """The exclusions that name no point, here or when the limits were frozen."""
    if not written.exclude:
        return []
    then = excluded_then(written.kept)
    return [str(each) for each in absent(written.exclude, arrays) if each.point not in then]


def _bare(written: Any, charts: Charted) -> str:
    """Which points nothing is known of, and what is to be done about them."""
    early = [each for each in charts.bare if not each.name]
    unknown = [each for each in charts.bare if each.name]
    said = []
    if early:
        which = f"{_points(early)} {'is' if len(early[0]) == 1 else 'are'} before the first phase"
        said.append(f"{which}, {written.phases[0].name}: write a phase without from ahead of it")
    if unknown:
        names = ", ".join(f"{each.name} ({_points([each])})" for each in unknown[:3])
        more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
        whose = "phase" if len(unknown) == 1 else "phases"
        said.append(f"{written.baseline} has no limits for {whose} {names}{more}: qa-run baseline --add freezes them")
    return "; ".join(said)


def _points(stretches: Sequence[Stretch]) -> str:
    first, end = stretches[0].points.start + 1, stretches[-1].points.stop
    return f"point {first}" if first == end else f"points {first} to {end}"


def _sources(written: Any, kept: Baseline | None, stratum: str, charts: Charted) -> str:
    """Where the limits come from."""
    if kept is not None:
        return f"limits frozen {made_of(kept, stratum, [each.name for each in charts.drawn], str(written.baseline))}"
    drawn = charts.drawn
    counted = sum(int(each.parts[0].chart.counted.sum()) for each in drawn)
    phases = f", in {len(drawn)} phases" if len(drawn) > 1 else ""
    which = {int: "the first ", Dates: f"those {written.first}: "}.get(type(written.first), "")
    return f"trial limits of {which}{counted} of {charts.length} points{phases}"
