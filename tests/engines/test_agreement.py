"""Whatever was recorded: every engine finds what a judge in plain Python finds, and the buckets add up."""

from collections import Counter
from decimal import Decimal
from math import isfinite

from hypothesis import HealthCheck, example, given, settings, strategies as st

from qa_run import Limits, Outcome, Quantity
from qa_run.builtin.criteria.limits import WithinLimits
from qa_run.testing import judge_values
from qa_run.testing.layouts import layouts

ENGINES = [layout.name for layout in layouts() if layout.name != "DuckDB relation"]
NUMBERS = st.one_of(
    st.integers(-9, 9),
    st.floats(-1e6, 1e6).map(repr),
    st.floats().map(repr),
    st.decimals(-99, 99, places=1).map(str),
)
ODD = ("", " ", "\t", "x", "4 g", "1e999", "-0", "0x1", "nan", "∞", "+7", ".5", "5.")
TEXTS = st.one_of(st.sampled_from(ODD), NUMBERS)
COLUMNS = st.lists(st.one_of(st.none(), TEXTS, NUMBERS), max_size=8)
LIMITS = st.decimals(-20, 20, places=1)


def judged_in_python(recorded: object, lower: Decimal, upper: Decimal) -> str:
    """What must come of one recorded value."""
    text = "" if recorded is None else str(recorded).strip()
    if not text:
        return "missing"
    try:
        number = float(text.replace("_", "x"))
    except ValueError:
        return "unreadable"
    if not isfinite(number):
        return "unreadable"
    if number < float(lower):
        return "below"
    return "above" if number > float(upper) else ""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(COLUMNS, LIMITS, LIMITS)
@example([None, "", "nan", "inf", "-inf", "1e999", "x", "4"], Decimal(1), Decimal(3))
@example([None, "nan", "inf", "-inf", "2.5", "4"], Decimal(1), Decimal(3))
@example([1, 2, None, 9], Decimal(2), Decimal(2))
def test_every_engine_agrees_with_plain_python(values, one, other):
    lower, upper = sorted((one, other))
    criterion = WithinLimits(within=Limits(lower=Quantity(lower), upper=Quantity(upper)))
    expected = tuple(judged_in_python(value, lower, upper) for value in values)
    counted = Counter(expected)

    for engine in ENGINES:
        result = judge_values(criterion, values, engine=engine)
        buckets = result.buckets
        found = {**buckets.findings, "missing": buckets.missing, "unreadable": buckets.unreadable}
        found[""] = buckets.conforming

        assert result.findings == expected, engine
        assert {name: count for name, count in found.items() if count} == dict(counted), engine
        assert sum(found.values()) == len(values), engine
        assert (result.outcome is Outcome.PASSED) == (bool(values) and set(expected) == {""}), engine
