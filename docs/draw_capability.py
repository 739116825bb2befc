"""Draws docs/capability.svg: the portions of docs/capability.md, their limits, and the curves of both sigmas.

python docs/draw_capability.py
"""

import math
import os
import re
import runpy
import tempfile
from collections.abc import Iterator
from pathlib import Path

from qa_run import run

DOCS = Path(__file__).parent
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 360, 24, 24, 44, 300
FROM, TO, STEP = 75.0, 85.0, 0.5
INK, GREY, BAR, WITHIN, OVERALL, LIMIT = "#222222", "#777777", "#c9d6df", "#1f5a99", "#b05a00", "#b3261e"


def example(folder: Path) -> tuple[list[float], dict[str, float]]:
    """The values of the page, and what a run measures of them."""
    page = (DOCS / "capability.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```$", page, re.M | re.S):
        (folder / name).write_text(text, encoding="utf-8")
    here = Path.cwd()
    os.chdir(folder)
    try:
        runpy.run_path("weigh.py")
    finally:
        os.chdir(here)
    rows = (folder / "bread.csv").read_text(encoding="utf-8").splitlines()[1:]
    report = run(folder / "bread.yaml", here=folder)
    (verdict,) = [one for one in report.verdicts if one.criterion == "capability"]
    return [float(row.rsplit(",", 1)[1]) for row in rows], {**verdict.measured, **verdict.limits}


def x(value: float) -> float:
    return LEFT + (value - FROM) / (TO - FROM) * (WIDTH - LEFT - RIGHT)


def picture(values: list[float], found: dict[str, float]) -> str:
    """The SVG."""
    counts = [sum(start <= value < start + STEP for value in values) for start in starts()]
    highest = 1.18 * max(*counts, peak(found["sigma_within"], len(values)), peak(found["sigma_overall"], len(values)))

    def y(height: float) -> float:
        return BOTTOM - height / highest * (BOTTOM - TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"',
        ' font-size="13">',
        f"<title>{len(values)} portions between their specification limits</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for start, count in zip(starts(), counts, strict=True):
        if count:
            size = f'width="{x(start + STEP) - x(start) - 1:.1f}" height="{BOTTOM - y(count):.1f}"'
            parts.append(f'<rect x="{x(start) + 0.5:.1f}" y="{y(count):.1f}" {size} fill="{BAR}"/>')
    for name, colour, dash in (("sigma_within", WITHIN, ""), ("sigma_overall", OVERALL, ' stroke-dasharray="6 4"')):
        places = [FROM + step * (TO - FROM) / 200 for step in range(201)]
        heights = [
            peak(found[name], len(values)) * math.exp(-(((at - found["mean"]) / found[name]) ** 2) / 2) for at in places
        ]
        points = " ".join(f"{x(at):.1f},{y(height):.1f}" for at, height in zip(places, heights, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
    parts += [*axis(), *marks(found)]
    return "\n".join([*parts, "</svg>", ""])


def starts() -> list[float]:
    return [FROM - STEP / 2 + STEP * place for place in range(int((TO - FROM) / STEP) + 1)]


def peak(sigma: float, n: int) -> float:
    """How high a normal curve stands over bars that count `n` values."""
    return n * STEP / (sigma * math.sqrt(2 * math.pi))


def axis() -> Iterator[str]:
    yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{BOTTOM}" y2="{BOTTOM}" stroke="{INK}"/>'
    for value in range(int(FROM), int(TO) + 1):
        yield f'<line x1="{x(value):.1f}" x2="{x(value):.1f}" y1="{BOTTOM}" y2="{BOTTOM + 5}" stroke="{INK}"/>'
        yield f'<text x="{x(value):.1f}" y="{BOTTOM + 20}" text-anchor="middle" fill="{INK}">{value}</text>'
    yield f'<text x="{WIDTH - RIGHT}" y="{BOTTOM + 38}" text-anchor="end" fill="{GREY}">bread, g</text>'


def marks(found: dict[str, float]) -> Iterator[str]:
    lines = (
        (found["lower"], f"lower {found['lower']:g}", LIMIT, TOP - 6),
        (found["upper"], f"upper {found['upper']:g}", LIMIT, TOP - 6),
        (80.0, "nominal 80", GREY, TOP - 6),
        (found["mean"], f"mean {found['mean']:.2f}", INK, TOP - 24),
    )
    for value, words, colour, height in lines:
        dash = "" if colour == LIMIT else ' stroke-dasharray="2 3"'
        yield f'<line x1="{x(value):.1f}" x2="{x(value):.1f}" y1="{height + 4}" y2="{BOTTOM}" stroke="{colour}"{dash}/>'
        yield f'<text x="{x(value):.1f}" y="{height}" text-anchor="middle" fill="{colour}">{words}</text>'
    told = (
        (WITHIN, f"sigma within {found['sigma_within']:.3f}: Cp {found['cp']:.2f}, Cpk {found['cpk']:.2f}", ""),
        (OVERALL, f"sigma overall {found['sigma_overall']:.3f}: Pp {found['pp']:.2f}, Ppk {found['ppk']:.2f}", "6 4"),
    )
    for place, (colour, words, dash) in enumerate(told):
        at, start = BOTTOM + 38, LEFT + place * 300
        yield (
            f'<line x1="{start}" x2="{start + 26}" y1="{at - 4}" y2="{at - 4}" stroke="{colour}" stroke-width="2"'
            f' stroke-dasharray="{dash or "none"}"/>'
        )
        yield f'<text x="{start + 32}" y="{at}" fill="{INK}">{words}</text>'


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        (DOCS / "capability.svg").write_text(picture(*example(Path(folder))), encoding="utf-8")
