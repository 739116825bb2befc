from collections.abc import Callable

import pytest
from qa_run import SpecErrors, Verdict

from qa_run_food.holding import LIMITS, Held

Judge = Callable[..., Verdict]


@pytest.mark.parametrize(
    ("written", "unit", "fine", "bad", "finding"),
    [
        ("hot", "degF", "135", "134.9", "too cool"),
        ("{kind: hot, code: nyc}", "degF", "140", "139.9", "too cool"),
        ("{kind: hot, code: uk}", "degC", "63", "62.9", "too cool"),
        ("{kind: hot, code: uk}", "degF", "145.4", "145.3", "too cool"),
        ("roast", "degF", "130", "129", "too cool"),
        ("cold", "degF", "41", "41.1", "too warm"),
        ("cold", "degC", "5", "5.1", "too warm"),
        ("{kind: cold, code: uk}", "degC", "8", "8.1", "too warm"),
        ("{kind: smoked_fish, code: nyc}", "degF", "38", "39", "too warm"),
        ("frozen", "degF", "0", "1", "too warm"),
        ("{kind: frozen, code: uk}", "degC", "-18", "-17.9", "too warm"),
        ("{kind: hot, limit: 57 degC}", "degC", "57", "56.9", "too cool"),
    ],
)
def test_food_is_held_on_the_safe_side(
    judge: Judge, written: str, unit: str, fine: str, bad: str, finding: str
) -> None:
    verdict = judge(f"t: {{unit: {unit}, held: {written}}}", "t", fine, bad)

    assert [(item.item, item.finding) for item in verdict.items] == [("2", finding)]


def test_a_celsius_log_is_judged_by_a_fahrenheit_rule(judge: Judge) -> None:
    verdict = judge("t: {unit: degF, recorded_in: degC, held: hot}", "t", "57.3", "57.2")

    assert (verdict.nonconforming, verdict.limits["lower"]) == (1, pytest.approx(57.2222222))


def test_the_sentence_names_the_code(judge: Judge) -> None:
    verdict = judge("t: {unit: degF, held: cold}", "t", "40")

    assert verdict.requirement == "held cold: 41 degF or less (FDA Food Code 3-501.16)"


def test_a_limit_of_ones_own_is_not_laid_at_the_door_of_the_code() -> None:
    assert Held("cold", limit=Held("frozen").limit).sentence("en") == "held cold: 0 degF or less"


def test_what_a_code_does_not_limit_is_refused(judge: Judge) -> None:
    with pytest.raises(SpecErrors, match="kind roast has no limit in the code uk: write one of hot, cold, frozen"):
        judge("t: {unit: degC, held: {kind: roast, code: uk}}", "t", "60")


def test_a_misspelt_kind_is_refused(judge: Judge) -> None:
    with pytest.raises(SpecErrors, match="did you mean 'hot'"):
        judge("t: {unit: degC, held: hott}", "t", "60")


def test_a_temperature_without_unit_is_refused(judge: Judge) -> None:
    with pytest.raises(SpecErrors, match="add unit: degF"):
        judge("t: {held: hot}", "t", "140")


@pytest.mark.parametrize(("code", "kind"), [(code, kind) for code, kinds in LIMITS.items() for kind in kinds])
def test_every_limit_of_every_code_can_be_asked_for(code: str, kind: str) -> None:
    assert Held(kind, code).limit.unit in ("degF", "degC")  # type: ignore[arg-type]
