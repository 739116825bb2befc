"""Draws docs/pictures/funnel.svg: the funnel of the page on comparing, from the numbers that stand here.

python docs/make_funnel.py
"""

from pathlib import Path

import numpy as np

from qa_run.statistics.comparing import Funnel, funnel_of_proportions

PICTURE = Path(__file__).parent / "pictures" / "funnel.svg"
#: How many sandwiches of how many were cut right, in each of 24 shops.
RIGHT = (57, 93, 141, 37, 179, 118, 66, 84, 152, 47, 110, 199, 75, 29, 168, 131, 88, 103, 60, 186, 124, 52, 80, 145)
MADE = (60, 98, 150, 40, 188, 125, 70, 90, 160, 50, 134, 210, 80, 30, 176, 138, 94, 108, 64, 195, 130, 55, 85, 152)
SHOPS = tuple(f"Shop {place + 1}" for place in range(len(MADE)))
WIDTH, HEIGHT, LEFT, TOP, RIGHT_EDGE, BOTTOM = 720, 400, 64, 24, 700, 350
LEAST, MOST = 0.76, 1.0


def x(n: float) -> float:
    return LEFT + (RIGHT_EDGE - LEFT) * n / 220


def y(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * (max(share, LEAST) - LEAST) / (MOST - LEAST)


def limits(found: Funnel) -> list[str]:
    """Both limits as steps over every number of items, at the level that they have for 24 shops."""
    sizes = np.arange(15, 221)
    each = found.level / len(MADE)
    curve = funnel_of_proportions(np.round(sizes * found.target), sizes, found.target, each, "none")
    lines = []
    for edge in (curve.lower, curve.upper):
        steps = zip(sizes.tolist(), edge.tolist(), strict=True)
        points = " ".join(f"{x(n):.1f},{y(share):.1f}" for n, share in steps if share >= LEAST)
        lines.append(f'<polyline points="{points}" fill="none" stroke="#b4530a" stroke-width="1.5"/>')
    return lines


def picture() -> str:
    """The whole picture."""
    found = funnel_of_proportions(RIGHT, MADE, level=0.05, correction="bonferroni")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="13" role="img">',
        "<title>Funnel of the share that was cut right, of 24 shops</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for share in (0.76, 0.80, 0.84, 0.88, 0.92, 0.96, 1.0):
        parts.append(f'<path d="M{LEFT} {y(share):.1f}H{RIGHT_EDGE}" stroke="#e5e5e5"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(share) + 4:.1f}" text-anchor="end">{share:.0%}</text>')
    for n in range(0, 221, 20):
        parts.append(f'<text x="{x(n):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{n}</text>')
    parts.append(f'<text x="{(LEFT + RIGHT_EDGE) / 2}" y="{BOTTOM + 40}" text-anchor="middle">items inspected</text>')
    parts.append(f'<path d="M{LEFT} {y(found.target):.1f}H{RIGHT_EDGE}" stroke="#444" stroke-dasharray="6 4"/>')
    parts.append(
        f'<text x="{RIGHT_EDGE}" y="{y(found.target) + 16:.1f}" text-anchor="end" fill="#444">'
        f"all together {found.target:.1%}</text>"
    )
    parts += limits(found)
    for name, n, share, outside in zip(SHOPS, MADE, found.estimate, found.outside, strict=True):
        fill = "#c1121f" if outside else "#1d6fa5"
        parts.append(f'<circle cx="{x(n):.1f}" cy="{y(share):.1f}" r="4.5" fill="{fill}"/>')
        if outside:
            where = f'x="{x(n) + 9:.1f}" y="{y(share) + 4:.1f}"'
            parts.append(f'<text {where} fill="{fill}">{name}: {share:.1%} of {n}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
