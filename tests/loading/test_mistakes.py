"""The mistakes of FORMAT.md 1 and 2, each told where it stands and with what to write instead."""

import pytest


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("  a:\n    lower: 80,5\n", "2:12: '80,5' is not a number; write 80.5"),
        ("  a:\n    exactly: 80,5\n", "2:14: '80,5' would be a text; write 80.5, or put it in quotes"),
        ("  a: {lower: 80,5}\n", "(write 80.5)"),
        ("  a: {mean: {lower: 80,5}}\n", "1:24: unknown key '5' (write 80.5)"),
        ("  a: {present: false}\n", "1:16: only true can stand here, not false (write absent: true)"),
        ("  a: {absent: {}}\n", "1:15: only true can stand here, not keys with values"),
        ("  a: {exactley: 4}\n", "installed plugin offers (did you mean 'exactly'?)"),
        ("  a: {exactly: 4, clas: major}\n", "(did you mean 'class'?)"),
        ("  a: {exactly: 4, class: grave}\n", "1:26: 'grave' is none of critical, major, minor"),
        ("  a: {mean: {lower: 3}, accept: {at_most: 3}}\n", "1:25: accept counts items, and mean judges one number"),
        ("  a: {requirements: [{mean: {lower: 3}, accept: {at_most: 3}}]}\n", "1:41: accept counts items"),
        ("  a: {accept: {at_most: 3}, requirements: [{mean: {lower: 3}}]}\n", "1:7: accept counts items"),
        ("  a: {exactly: 4, accept: {at_mst: 3}}\n", "(did you mean 'at_most'?)"),
        ("  a: {exactly: 4, accept: {at_most: 1}, because: }\n", "1:50: nothing stands here where a text is due"),
        ("  a: {lower: 5, upper: 3}\n", "1:14: lower 5 is above upper 3"),
        ("  a: {unit: g, lower: 5 degC}\n", "1:23: degC cannot be converted to g"),
        ("  a: {unit: g, upper: 9, lower: 5 s}\n", "1:33: s cannot be converted to g"),
        (
            "  a: {lower: 5 g}\n",
            "1:14: the limit is in g, but the characteristic has no unit: add unit: g, and recorded_in",
        ),
        ("  a: {unit: g, recorded_in: degC, present: true}\n", "1:29: g cannot be converted to degC"),
        ("  a: {unit: g, exactly: 4 g}\n", "1:25: '4 g' would be a text: write 4 without the unit"),
        ("  a: {recorded_in: degC, lower: 4}\n", "1:7: recorded_in needs a unit beside it"),
        ("  a: {present: true, present: true}\n", "1:22: key 'present' stands twice"),
        (
            "  a: {lower: 4, cases: [{when: {s: x}, lower: 5}]}\n",
            "1:25: a case has an id, a when and what differs; here id",
        ),
        ("  a: {lower: 4, cases: [{id: x, when: {s: 1}, unit: g}]}\n", "1:47: 'unit' is neither a key of a case"),
        ("  a: {cases: [{id: x, when: {s: 1}}]}\n", "1:15: neither this case nor the characteristic"),
        ("  a: {lower: 4, per: [site]}\n", "1:22: per can only narrow what samples.per says ([shop])"),
        ("  a: {requirements: [{id: x, lower: 4}, {id: x, upper: 5}]}\n", "would have the name 'x'"),
        ("  a: {requirements: [{exactly: 4}, {exactly: 5}]}\n", "1:37: two requirements of 'a' would have the name"),
        ("  a: {requirements: [{unit: g, lower: 4}]}\n", "(it belongs to the characteristic, above requirements:)"),
        ("  a: {id: x, lower: 4, present: true}\n", "1:7: one id cannot name several requirements"),
        ("  a: {lower: 4, when: {stage: null}}\n", "1:31: nothing stands here where a condition is due"),
        ("  a: {lower: 4, when: {stage: {mean: {lower: 3}}}}\n", "mean judges many items together"),
        ("  a: {lower: 4, when: {stage: {lower: 3, present: true}}}\n", "more than one criterion stands here"),
        ("  a: {lower: 4, when: []}\n", "1:23: the list of conditions is empty"),
        ("  a: {lower: 4, may_be_none: true}\n", "1:17: may_be_none says what a when: means"),
        ("  a: {matches: '('}\n", "1:16: the pattern ( does not compile"),
        ("  a: {limits: {lower: 4}}\n", "write its keys without that name: lower, upper, nominal, tolerance"),
        ("  a: {title: Ham}\n", "1:6: the characteristic 'a' requires nothing"),
        ("  a: {upper: 1e350}\n", "1:14: no recorded number can be so large"),
        ("  a: {no_later_than: {column: b, plus: 3}}\n", "1:40: the duration 3 has no unit"),
        ("  a: {one_of: []}\n", "1:15: the list is empty"),
        ("  a: {share: {of: {present: true}, lower: 20}}\n", "1:43: a share is written in per cent: write 20 %"),
        ("  a: 4\n", "1:6: 'a' is keys with values"),
        ("  '@item': {present: true}\n", "1:3: '@item' cannot be the name of a characteristic"),
    ],
)
def test_a_mistake_is_told(house, written, told):
    faults = house.wrong(written)

    assert [fault for fault in faults if told in fault], faults


def test_every_mistake_of_a_file_is_told_at_once(house):
    faults = house.wrong("  a: {exactley: 4}\n  b: {lower: x}\n  c: {upper: 3, class: bad}\n")

    assert [fault.split(":")[0] for fault in faults] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("procedure: p\nsampels: {from: x}\n", "p.yaml:2:1: unknown section 'sampels' (did you mean 'samples'?)"),
        ("procedure: p\nper: [shop]\n", "p.yaml:2:1: unknown section 'per' (write per: under samples)"),
        ("procedure: p\nsamples: {fom: x}\n", "p.yaml:2:11: unknown key 'fom' in samples (did you mean 'from'?)"),
        ("procedure: ''\n", "p.yaml:1:12: nothing stands here where a name is due"),
        ("procedure: p\neffective: 2026-13-01\n", "p.yaml:2:12: '2026-13-01' is no date"),
        ("procedure: p\nsamples: {from: x, per: [shop], expected: {shp: [a]}}\n", "(did you mean 'shop'?)"),
        ("procedure: p\nsamples: {from: x, time_zone: Europe/Rom}\n", "2:31: 'Europe/Rom' is no time zone"),
        ("procedure: p\nsamples: {from: x, of: true}\n", "2:24: of says where the list of items is"),
        ("procedure: p\nobservations: {}\n", "2:15: observations are names with what makes them, not keys with values"),
        ("- a\n", "p.yaml:1:1: a procedure is keys with values"),
    ],
)
def test_a_mistake_outside_of_the_characteristics_is_told(house, written, told):
    house.write("p.yaml", written)

    assert [fault for fault in house.told("p.yaml") if told in fault], house.told("p.yaml")


def test_texts_that_look_like_numbers_stay_what_they_are(house):
    (requirement,) = house.one("  a: {one_of: [no, 007, 12:30, '80,5']}\n")

    assert [value.value for value in requirement.criterion.values] == ["no", "007", "12:30", "80,5"]


def test_limits_are_converted_into_the_unit_recorded(house):
    first, case = house.one(
        "  t: {unit: degF, recorded_in: degC, lower: 135, cases: [{id: ny, when: {s: NY}, lower: 140 degF}]}\n"
    )

    assert str(first.criterion.interval.lower) == "57.2222222222222"
    assert str(case.criterion.interval.lower) == "60"


def test_a_value_to_compare_with_is_converted_like_a_limit(house):
    (requirement,) = house.one("  t: {unit: kg, recorded_in: g, exactly: 2}\n")

    assert str(requirement.criterion.value) == "2000"


def test_a_criterion_inside_a_criterion_is_converted_once(house):
    (requirement,) = house.one("  t: {unit: kg, recorded_in: g, share: {of: {lower: 2}}}\n")

    assert str(requirement.criterion.of.criterion.interval.lower) == "2000"


def test_a_case_tells_the_line_that_it_overrides(house):
    first, case = house.one("  t:\n    lower: 135\n    cases:\n    - id: ny\n      when: {s: NY}\n      lower: 140\n")

    assert (case.id, case.place.line, case.overrides.line, case.override) == ("limits:ny", 5, 9, "stronger")
    assert first.overrides is None
    assert first.scope.without == case.scope.within
