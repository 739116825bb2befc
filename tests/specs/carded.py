"""What a checklist comes to, reckoned plainly in fractions."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Row = Mapping[str, str]
Spec = dict[str, Any]


def made(spec: Spec, row: Row) -> dict[str, str]:
    """The observations that the examples have: scores."""
    scores = {name: each["score"] for name, each in spec.get("observations", {}).items() if "score" in each}
    return {name: "" if (found := score(card, row)) is None else str(float(found)) for name, card in scores.items()}


def answered(card: Spec, row: Row) -> dict[str, str | None]:
    """Of each line how many of its points it earns, blank where it does not apply, None where nobody knows."""
    points = {"yes": "1", card["partly"]: "1/2", "no": "0", card["not_applicable"]: ""}
    found = {name: points.get(row[name]) for name in card["lines"]}
    kept = {
        name
        for name, line in card["lines"].items()
        if isinstance(line, dict) and "must_pass" in line and "may_not_apply" not in line
    }
    return {name: None if points == "" and name in kept else points for name, points in found.items()}


def score(card: Spec, row: Row) -> Fraction | None:
    found = answered(card, row)
    weights = {name: int(line if isinstance(line, str) else line["weight"]) for name, line in card["lines"].items()}
    if None in found.values():
        return None
    counted = {name: Fraction(points) for name, points in found.items() if points}
    earned = sum((weights[name] * each for name, each in counted.items()), Fraction(0))
    return 100 * earned / sum(weights[name] for name in counted)


def first_wrong(card: Spec, row: Row) -> str:
    """The finding of a checklist; blank where all is well."""
    found = answered(card, row)
    for name, line in card["lines"].items():
        if isinstance(line, dict) and "must_pass" in line and found[name] in ("0", "1/2"):
            return f"{name} failed" if line["must_pass"] == "true" else str(line["must_pass"])
    for name, points in found.items():
        if points is None:
            return f"not an answer: {name}" if row[name] else f"unanswered: {name}"
    reached = score(card, row)
    return "score below" if reached is not None and reached < Fraction(card["lower"].removesuffix(" %")) else ""
