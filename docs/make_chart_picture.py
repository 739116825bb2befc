"""Draw docs/xbar-r.svg: the chart of docs/control-charts.md, from the very functions that judge it.

python docs/make_chart_picture.py
"""

from pathlib import Path

import numpy as np

from qa_run.statistics.charts import Chart, xbar_r
from qa_run.statistics.spread import of_rows

PICTURE = Path(__file__).with_name("xbar-r.svg")
WIDTH, HEIGHT, LEFT, RIGHT = 760, 170, 52, 136
INK, LIMIT, SIGNAL = "#24292f", "#9a6700", "#cf222e"


def values() -> np.ndarray:
    """Twenty subgroups of three bottles, filled to 500 ml; from the 17th on they are too full."""
    drawn = np.random.default_rng(12).normal(500.0, 1.5, (20, 3))
    drawn[16:] += 4.0
    return np.round(drawn, 1)


def panel(title: str, chart: Chart, top: int) -> list[str]:
    """One chart: points, centre line, limits; points beyond a limit are red."""
    ends = [*chart.statistic, chart.lower[0], chart.upper[0]]
    low, high = float(min(ends)), float(max(ends))

    def x(place: int) -> float:
        return LEFT + (place + 0.5) * (WIDTH - LEFT - RIGHT) / len(chart.statistic)

    def y(value: float) -> float:
        return top + 24 + (high - value) / (high - low) * (HEIGHT - 48)

    drawn = [f'<text x="{LEFT}" y="{top + 12}" font-weight="bold">{title}</text>']
    lines = (
        ("upper limit", chart.upper[0], LIMIT),
        ("centre", chart.centre[0], INK),
        ("lower limit", chart.lower[0], LIMIT),
    )
    for name, value, colour in lines:
        dash = "" if name == "centre" else ' stroke-dasharray="6 3"'
        at = y(float(value))
        drawn.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="{colour}" fill="none"{dash}/>')
        drawn.append(f'<text x="{WIDTH - RIGHT + 6}" y="{at + 4:.1f}" fill="{colour}">{name} {value:.2f}</text>')
    way = " ".join(f"{x(place):.1f},{y(value):.1f}" for place, value in enumerate(chart.statistic))
    drawn.append(f'<polyline points="{way}" fill="none" stroke="{INK}" stroke-width="1.2"/>')
    for place, value in enumerate(chart.statistic):
        colour, radius = (SIGNAL, 4.5) if chart.outside[place] else (INK, 3)
        if radius > 3:  # a signal has a shape of its own, not only a colour
            drawn.append(f'<path d="M{x(place):.1f} {y(value) - 6:.1f}l6 6l-6 6l-6 -6z" fill="{colour}"/>')
        else:
            drawn.append(f'<circle cx="{x(place):.1f}" cy="{y(value):.1f}" r="{radius}" fill="{colour}"/>')
        drawn.append(f'<text x="{x(place):.1f}" y="{top + HEIGHT - 4}" text-anchor="middle">{place + 1}</text>')
    return drawn


def picture() -> str:
    """Both charts, one above the other, with limits from the first sixteen subgroups."""
    kept = of_rows(values())
    pair = xbar_r(kept.n, kept.mean, kept.range, counted=np.arange(20) < 16)
    drawn = [
        *panel("Xbar: means of three bottles, ml", pair.level, 8),
        *panel("R: their ranges, ml", pair.spread, HEIGHT + 24),
    ]
    size = f'width="{WIDTH}" height="{2 * HEIGHT + 40}" viewBox="0 0 {WIDTH} {2 * HEIGHT + 40}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11" role="img">'
    title = "<title>An Xbar-R chart on which the last points lie above the upper limit</title>"
    paper = '<rect width="100%" height="100%" fill="white"/>'
    return "\n".join([head, title, paper, *drawn, "</svg>"]) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
