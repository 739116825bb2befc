"""OC curves as one SVG that needs nothing else: black and white, with the numbers in text beside each curve."""

from collections.abc import Iterator, Sequence
from html import escape
from string import Template

from qa_run.cli.sampling.curve import Curve
from qa_run.cli.sampling.planned import Planned
from qa_run.cli.sampling.wording import axis, bare, chance, drawing, numbers, percent, times
from qa_run.cli.screen.text import cut, wrapped
from qa_run.escaping.invisible import visible

WIDTH, HEIGHT = 860, 470
LEFT, TOP, ACROSS, DOWN = 64, 92, 400, 300
_SIDE, _GAP = LEFT + ACROSS + 36, 125

_WHOLE = Template("""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $width $height" width="$width" height="$height" role="img" \
aria-labelledby="title desc" font-family="sans-serif" font-size="13" fill="black">
<title id="title">$title</title>
<desc id="desc">$desc</desc>
<rect width="$width" height="$height" fill="white"/>
$panels
</svg>
""")
_PANEL = Template("""\
<g transform="translate(0 $at)">
$heading
<g stroke="#bbb" stroke-width="1">$grid</g>
<path d="M$left $top V$bottom H$right" fill="none" stroke="black" stroke-width="1.5"/>
$labels
<path d="$curve" fill="none" stroke="black" stroke-width="2.2"/>
<g stroke="black" stroke-width="1.2" stroke-dasharray="5 4" fill="none">$leads</g>
$marks
<text x="$middle" y="$below" text-anchor="middle">$across</text>
<text x="16" y="$half" text-anchor="middle" transform="rotate(-90 16 $half)">lots accepted</text>
$side
</g>""")


def picture(every: Sequence[tuple[Planned, Curve]]) -> str:
    """The SVG: a panel for each plan, one under the other."""
    names = "; ".join(f"{each.procedure.name}: {', '.join(each.names)}" for each, _ in every)
    told = " ".join(f"{_heading(each)}: {_in_words(curve)}." for each, curve in every)
    return _WHOLE.substitute(
        width=WIDTH,
        height=HEIGHT * len(every),
        title=_text(f"What the sampling plans let through - {names}"),
        desc=_text(told),
        panels="\n".join(_panel(each, curve, number * HEIGHT) for number, (each, curve) in enumerate(every)),
    )


def _panel(planned: Planned, curve: Curve, at: int) -> str:
    end = curve.quality[-1]

    def x(share: float) -> float:
        return round(LEFT + ACROSS * share / end, 2)

    def y(chance: float) -> float:
        return round(TOP + DOWN * (1 - chance), 2)

    ticks = [share for share, _, _ in curve.table]
    chances = (0.0, 0.25, 0.5, 0.75, 1.0)
    grid = "".join(f'<path d="M{LEFT} {y(each)} h{ACROSS}"/>' for each in chances)
    grid += "".join(f'<path d="M{x(each)} {TOP} v{DOWN}"/>' for each in ticks)
    labels = [_label(LEFT - 8, y(each) + 4, percent(each), "end") for each in chances]
    labels += [_label(x(each), TOP + DOWN + 18, bare(each, curve), "middle") for each in ticks]
    points = " L".join(f"{x(q)} {y(p)}" for q, p in zip(curve.quality, curve.accept, strict=True))
    leads = "".join(f'<path d="M{LEFT} {y(often)} H{x(share)} V{TOP + DOWN}"/>' for often, share in curve.marks)
    return _PANEL.substitute(
        at=at, left=LEFT, top=TOP, bottom=TOP + DOWN, right=LEFT + ACROSS, middle=LEFT + ACROSS / 2,
        below=TOP + DOWN + 44, half=TOP + DOWN / 2, grid=grid, labels="\n".join(labels), curve=f"M{points}",
        heading="\n".join(_headings(planned)), leads=leads,
        marks="\n".join(_mark(place, x(share), y(often)) for place, (often, share) in enumerate(curve.marks)),
        across=axis(curve),
        side="\n".join(_side(curve)),
    )  # fmt: skip


def _headings(planned: Planned) -> Iterator[str]:
    yield f'<text x="16" y="26" font-size="16" font-weight="bold">{_text(cut(_heading(planned), 90))}</text>'
    lines = wrapped(visible("; ".join(drawing(planned))), 112)
    if len(lines) > 2 and planned.plan:  # the samples of a multiple plan do not fit in words
        lines = wrapped(numbers(planned.plan), 112)
    for line, text in zip((48, 66), lines, strict=False):
        yield f'<text x="16" y="{line}">{_text(text)}</text>'


def _heading(planned: Planned) -> str:
    return visible(f"{planned.procedure.name}: {', '.join(planned.names)}")


#: The marks differ in shape, not in colour: a circle at 95 %, a square at 50 %, a triangle at 10 %.
_SHAPES = (
    Template('<circle cx="$x" cy="$y" r="6" fill="white" stroke="black" stroke-width="2"/>'),
    Template('<rect x="$x" y="$y" width="11" height="11" transform="translate(-5.5 -5.5)" stroke="black"/>'),
    Template('<path d="M$x $y m0 -8 l7 13 h-14 z" fill="white" stroke="black" stroke-width="2"/>'),
)


def _mark(place: int, x: float, y: float) -> str:
    return _SHAPES[place].substitute(x=x, y=y)


def _side(curve: Curve) -> Iterator[str]:
    """The table beside the curve: the marks with their shapes, then round qualities."""
    of = "per 100" if curve.model == "poisson" else "nonconforming"
    line = TOP + 4
    yield _label(_SIDE, line, "accepted", "start", True) + _label(_SIDE + _GAP, line, of, "start", True)
    for place, (often, share) in enumerate(curve.marks):
        line += 24
        yield _mark(place, _SIDE + 6, line - 4)
        yield _label(_SIDE + 22, line, percent(often), "start") + _label(
            _SIDE + _GAP, line, bare(share, curve), "start"
        )
    line += 36
    yield _label(_SIDE, line, of, "start", True) + _label(_SIDE + _GAP, line, "accepted", "start", True)
    for share, often, _ in curve.table:
        line += 18
        yield _label(_SIDE, line, bare(share, curve), "start")
        yield _label(_SIDE + _GAP + 55, line, chance(often), "end")
        yield _label(_SIDE + _GAP + 65, line, times(often), "start")


def _in_words(curve: Curve) -> str:
    told = [f"{bare(share, curve)} is accepted {percent(often)} of the time" for often, share in curve.marks]
    return f"{axis(curve)}: {', '.join(told)}"


def _label(x: float, y: float, text: str, anchor: str, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{weight}>{_text(text)}</text>'


def _text(text: str) -> str:
    return escape(visible(text))
