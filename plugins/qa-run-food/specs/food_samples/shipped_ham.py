"""Eight batches of portions that a commissary cut, wrapped and shipped; of each the 80 that the sampling plan asks for.

Faults are sown into one batch each, on one portion more than its class accepts there, or on as many as it does.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from food_samples.batch import Batch, Fault, Row, Told

SHOPS = ("Corso", "Mercato", "Porto", "Stazione")
#: All of these ask for 80 portions at level II.
SHIPPED = (600, 900, 1200, 750, 501, 1000, 1150, 820)
DRAWN = 80
HAM, SLICES, PAPER, LABEL, CORE = (
    "ham_g::portion", "ham_slices::exactly", "paper::one_of", "label::present", "core_c::held",
)  # fmt: skip


def good() -> list[Row]:
    draw = random.Random("shipped_ham 20260302")
    rows = [_portion(draw, number, place) for number in range(len(SHIPPED)) for place in range(DRAWN)]
    rows[100] |= {"ham_g": "56.4", "core_c": "8.0"}
    rows[101] |= {"ham_g": "63.6"}
    return rows


def _portion(draw: random.Random, number: int, place: int) -> Row:
    cut = datetime(2026, 3, 2, 5) + timedelta(days=number, seconds=90 * place)
    return {
        "portion": f"{number + 1}-{place + 1:02}",
        "batch": f"B{number + 1}",
        "shipped": str(SHIPPED[number]),
        "shop": SHOPS[number % len(SHOPS)],
        "cut_at": str(cut),
        "ham_slices": "4",
        "ham_g": f"{draw.uniform(57, 63):.1f}",
        "paper": draw.choice(("white", "white", "printed")),
        "label": f"B{number + 1}/{place + 1:02}",
        "core_c": f"{draw.uniform(2, 7):.1f}",
    }


def _fault(
    name: str,
    changes: Mapping[str, Mapping[str, str]],
    told: Sequence[tuple[str, str]],
    verdicts: Mapping[str, str],
    counted: str = "",
) -> Fault:
    """`changes` by portion; what the class says of each portion is its characteristics, once each."""
    cells = {(portion, column): text for portion, change in changes.items() for column, text in change.items()}
    answer: list[Told] = [(portion, *each) for portion in changes for each in told]
    if counted:
        characteristics = ", ".join(requirement.split("::")[0] for requirement, _ in told)
        answer += [(portion, f"@{counted}::plan", characteristics) for portion in changes]
    return Fault(name, cells, answer, verdicts)


def _of(batch: int, count: int) -> list[str]:
    return [f"{batch}-{7 * place + 3:02}" for place in range(count)]


def _each(portions: Sequence[str], change: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    return dict.fromkeys(portions, change)


def _rejected(severity: str, requirements: Sequence[str], batch: int) -> dict[str, str]:
    """The class fails for the batch and over all, and each requirement with nonconformities there with it."""
    return {
        f"{each}{where}": "failed"
        for each in (f"@{severity}::plan", *requirements)
        for where in ("", f"[batch=B{batch}]")
    }


def _both(name: str, one: Fault, other: Fault) -> Fault:
    cells = {**one.cells, **other.cells}
    return Fault(name, cells, [*one.answer, *other.answer], {**one.verdicts, **other.verdicts})


def faults(_: Sequence[Row]) -> list[Fault]:
    thin, three, brown = {"ham_g": "56.3"}, {"ham_slices": "3", "ham_g": "45.0"}, {"paper": "brown"}
    slices, lost = [(SLICES, "not the value")], [(LABEL, "missing")]
    # neither of the two would be too many
    mixed = _rejected("major", [HAM, SLICES], 5)
    two_thin = _fault("two thin", _each(_of(5, 2), thin), [(HAM, "too light")], mixed, "major")
    one_short = _fault("one short", _each(["5-80"], three), slices, mixed, "major")
    return [
        _fault("three cut thin", _each(_of(1, 3), thin), [(HAM, "too light")], _rejected("major", [HAM], 1), "major"),
        # two of 80 are what AQL 1.0 bears
        _fault("two cut thick", _each(_of(2, 2), {"ham_g": "63.7"}), [(HAM, "too heavy")], {}, "major"),
        _fault("a slice short", _each(_of(3, 3), three), slices, _rejected("major", [SLICES], 3), "major"),
        _both("two thin and one short", two_thin, one_short),
        _fault(
            "six in brown paper",
            _each(_of(4, 6), brown),
            [(PAPER, "not allowed")],
            _rejected("minor", [PAPER], 4),
            "minor",
        ),
        _fault("five in brown paper", _each(_of(6, 5), brown), [(PAPER, "not allowed")], {}, "minor"),
        _fault(
            "one warm crate",
            _each(["7-11"], {"core_c": "8.1"}),
            [(CORE, "too warm")],
            {CORE: "failed", f"{CORE}[shop=Porto]": "failed"},
        ),
        # two of a shop's 160 labels are more than 1 %, four more than 2 %; of all 640 neither is
        _fault("two labels lost", _each(_of(8, 2), {"label": ""}), lost, {f"{LABEL}[shop=Stazione]": "marginal"}),
        _fault(
            "four labels lost",
            _each([f"2-{place}" for place in range(61, 65)], {"label": ""}),
            lost,
            {f"{LABEL}[shop=Mercato]": "failed"},
        ),
    ]


BATCH = Batch(good, faults)
