"""Draws the pictures of docs/measurement-systems.md from the samples that stand on that page.

python docs/make_gauge_pictures.py
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from qa_run.statistics.measuring import gage_rr_crossed, linearity

HERE = Path(__file__).parent
WIDTH, HEIGHT, LEFT, TOP, ACROSS, DOWN = 720, 300, 64, 44, 380, 200
INK, ANN, BEN, LINE = "#222", "#1f6feb", "#c2410c", "#bbb"


def samples(name: str) -> list[dict[str, str]]:
    """The rows of a file as the page shows it."""
    page = (HERE / "measurement-systems.md").read_text(encoding="utf-8")
    found = re.search(rf"^`{name}`\n\n```csv\n(.*?)^```$", page, re.M | re.S)
    assert found, name
    return list(csv.DictReader(found[1].splitlines()))


def text(x: float, y: float, said: str, anchor: str = "start", more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{said}</text>'


def line(x: float, y: float, to_x: float, to_y: float, more: str = f'stroke="{LINE}"') -> str:
    return f'<path d="M{x:.1f} {y:.1f} L{to_x:.1f} {to_y:.1f}" fill="none" {more}/>'


def axes(low: float, high: float, ticks: Sequence[float], digits: int) -> tuple[list[str], float, float]:
    """Lines across at the ticks, and how a value becomes a height: offset and factor."""
    factor = -DOWN / (high - low)
    offset = TOP + DOWN - low * factor
    drawn = []
    for tick in ticks:
        drawn += [line(LEFT, offset + tick * factor, LEFT + ACROSS, offset + tick * factor)]
        drawn += [text(LEFT - 8, offset + tick * factor + 4, f"{tick:.{digits}f}", "end")]
    return drawn, offset, factor


def write(name: str, title: str, told: str, drawn: Sequence[str]) -> None:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="13" fill="{INK}">\n'
        f'<title id="title">{title}</title>\n<desc id="desc">{told}</desc>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>\n'
    )
    whole = [text(16, 24, title, more=' font-size="15" font-weight="bold"'), *drawn]
    (HERE / name).write_text(head + "\n".join(whole) + "\n</svg>\n", encoding="utf-8")


def gage_rr() -> None:
    rows = samples("thickness.csv")
    part, who = [row["part"] for row in rows], [row["who"] for row in rows]
    value = [float(row["thickness"]) for row in rows]
    drawn, offset, factor = axes(1.92, 2.08, (1.92, 1.96, 2.0, 2.04, 2.08), 2)
    names = sorted(set(part))
    step = ACROSS / len(names)
    for place, name in enumerate(names):
        drawn.append(text(LEFT + step * (place + 0.5), TOP + DOWN + 20, f"part {name}", "middle"))
    for row, measured in zip(rows, value, strict=True):
        x, y = LEFT + step * (names.index(row["part"]) + 0.5), offset + measured * factor
        if row["who"] == "Ann":
            drawn.append(
                f'<circle cx="{x - 12:.1f}" cy="{y:.1f}" r="4.5" fill="none" stroke="{ANN}" stroke-width="2"/>'
            )
        else:
            drawn.append(f'<path d="M{x + 12:.1f} {y - 6:.1f} l6 10 h-12 z" fill="{BEN}"/>')
    drawn.append(f'<circle cx="{LEFT + 6}" cy="286" r="4.5" fill="none" stroke="{ANN}" stroke-width="2"/>')
    drawn += [text(LEFT + 18, 290, "Ann"), f'<path d="M{LEFT + 66} 280 l6 10 h-12 z" fill="{BEN}"/>']
    drawn += [text(LEFT + 80, 290, "Ben; thickness in mm")]
    study = gage_rr_crossed(part, who, value, lower=1.9, upper=2.1)
    shares = [
        ("gage R&amp;R", study.gage.pct_study_variation),
        ("repeatability", study.repeatability.pct_study_variation),
        ("reproducibility", study.reproducibility.pct_study_variation if study.reproducibility else 0.0),
        ("parts", study.part.pct_study_variation),
    ]
    drawn.append(text(712, TOP + 6, "% of the study variation", "end"))
    for place, (name, share) in enumerate(shares):
        y = TOP + 32 + place * 40
        drawn += [
            text(552, y + 15, name, "end"),
            f'<rect x="560" y="{y}" width="{share:.1f}" height="20" fill="{ANN}"/>',
        ]
        drawn.append(text(712, y + 15, f"{share:.1f}", "end"))
    drawn.append(line(590, TOP + 22, 590, TOP + 190, f'stroke="{BEN}" stroke-dasharray="4 3" stroke-width="1.5"'))
    drawn.append(text(590, TOP + 206, "30 %", "middle"))
    told = f"Gage R&amp;R is {study.gage.pct_study_variation:.1f} % of the study variation."
    write("gage-rr.svg", "Five parts, two people, two measurements each", told, drawn)


def line_of_bias() -> None:
    rows = samples("masters.csv")
    reference, value = [float(row["master"]) for row in rows], [float(row["length"]) for row in rows]
    places = [1.5 + 0.25 * place for place in range(29)]
    found = linearity(reference, value, at=places)
    drawn, offset, factor = axes(-0.25, 0.15, (-0.2, -0.1, 0.0, 0.1), 1)

    def spot(x: float, y: float) -> str:
        return f"{LEFT + (x - 1) * ACROSS / 8:.1f} {offset + y * factor:.1f}"

    band = [spot(each.reference, each.upper) for each in found.band]
    band += [spot(each.reference, each.lower) for each in reversed(found.band)]
    drawn.append(f'<path d="M{" L".join(band)} Z" fill="{ANN}" fill-opacity="0.18"/>')
    fitted = " L".join(spot(each.reference, each.fitted) for each in found.band)
    drawn.append(f'<path d="M{fitted}" fill="none" stroke="{ANN}" stroke-width="2"/>')
    drawn.append(line(LEFT, offset, LEFT + ACROSS, offset, f'stroke="{INK}" stroke-width="1.5"'))
    for x, y in zip(reference, value, strict=True):
        cx, cy = spot(x, y - x).split()
        drawn.append(f'<circle cx="{cx}" cy="{cy}" r="4" fill="none" stroke="{BEN}" stroke-width="2"/>')
    for x in sorted(set(reference)):
        drawn.append(text(float(spot(x, 0).split()[0]), TOP + DOWN + 20, f"{x:g}", "middle"))
    drawn.append(text(LEFT + ACROSS / 2, TOP + DOWN + 42, "length of the master, mm", "middle"))
    drawn += [
        text(470, TOP + 40, "bias = measured - master, mm"),
        text(470, TOP + 64, "line of least squares", more=f' fill="{ANN}"'),
    ]
    drawn += [text(470, TOP + 88, "and its 95 % band", more=f' fill="{ANN}"')]
    drawn += [
        text(470, TOP + 112, "At 2 the band lies above 0, at 6"),
        text(470, TOP + 132, "and 8 below: long, then short."),
    ]
    write(
        "gage-linearity.svg",
        "The bias changes over the range",
        "The band lies above 0 at the master of 2 mm, and below it at 6 and 8 mm.",
        drawn,
    )


def type_1() -> None:
    rows = samples("pin.csv")
    value = [float(row["diameter"]) for row in rows]
    drawn, offset, factor = axes(20.28, 20.32, (20.28, 20.29, 20.3, 20.31, 20.32), 2)
    top, bottom = offset + 20.315 * factor, offset + 20.285 * factor
    drawn.append(
        f'<rect x="{LEFT}" y="{top:.1f}" width="{ACROSS}" height="{bottom - top:.1f}" fill="{ANN}" opacity="0.12"/>'
    )
    drawn.append(
        line(LEFT, offset + 20.3 * factor, LEFT + ACROSS, offset + 20.3 * factor, f'stroke="{INK}" stroke-width="1.5"')
    )
    spots = [(LEFT + ACROSS * (place + 0.5) / len(value), offset + each * factor) for place, each in enumerate(value)]
    drawn.append(f'<path d="M{" L".join(f"{x:.1f} {y:.1f}" for x, y in spots)}" fill="none" stroke="{BEN}"/>')
    drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{BEN}"/>' for x, y in spots]
    drawn.append(text(LEFT + ACROSS / 2, TOP + DOWN + 24, "measurements of one pin, in their order", "middle"))
    drawn += [
        text(470, TOP + 40, "shaded: the 20 % of the tolerance"),
        text(470, TOP + 60, "in which 6 standard deviations,"),
    ]
    drawn += [
        text(470, TOP + 80, "and the bias with them, must fit"),
        text(470, TOP + 104, "black: the reference, 20.300 mm"),
    ]
    write("gage-type-1.svg", "One pin, measured twelve times", "All measurements lie within the shaded share.", drawn)


def agreement() -> None:
    rows = samples("orders.csv")
    counts = {(made, checked): 0 for made in ("ok", "short") for checked in ("ok", "short")}
    for row in rows:
        counts[row["made"], row["checked"]] += 1
    drawn = [text(250, 60, "the second person said", "middle"), text(122, 84, "packed as", "end")]
    for at, checked in enumerate(("ok", "short")):
        drawn.append(text(190 + at * 120, 84, checked, "middle"))
        for row_at, made in enumerate(("ok", "short")):
            many, x, y = counts[made, checked], 130 + at * 120, 96 + row_at * 80
            ink = ANN if made == checked else BEN
            drawn.append(
                f'<rect x="{x}" y="{y}" width="116" height="76" fill="{ink}" fill-opacity="{0.08 + many / 20:.2f}"/>'
            )
            drawn.append(text(x + 58, y + 46, str(many), "middle", ' font-size="22"'))
    drawn += [text(122, 138, "ok", "end"), text(122, 218, "short", "end")]
    same, shorts = counts["ok", "ok"] + counts["short", "short"], counts["short", "ok"] + counts["short", "short"]
    drawn += [
        text(420, 120, f"{same} of {len(rows)} say the same,"),
        text(420, 142, f"but {counts['short', 'ok']} of {shorts} short ones"),
    ]
    drawn += [text(420, 164, "went through as ok.")]
    write("agreement.svg", "What was packed, and what the second person saw", "A cross table of both columns.", drawn)


if __name__ == "__main__":
    gage_rr()
    line_of_bias()
    type_1()
    agreement()
