"""Points that signal, found stretch by stretch and on many charts at once: the same as on the whole of each."""

import numpy as np
import pytest

from qa_run.statistics.charts import (
    JURAN,
    NELSON,
    Outside,
    c_chart,
    ewma_chart,
    flagged,
    flagged_on_each,
    individuals_chart,
    laney_p_chart,
    p_chart,
    run_chart,
    signalling,
    signals,
    signals_among,
    standing_of,
    stretches,
)

DRAW = np.random.default_rng(20261101)
WALK = np.cumsum(DRAW.normal(size=400)) * 0.3 + DRAW.normal(size=400)


def charts() -> list:
    n = DRAW.integers(40, 60, 400).astype(float)
    return [
        individuals_chart(WALK),
        individuals_chart(np.round(WALK)),
        individuals_chart(np.zeros(400)),
        p_chart(DRAW.binomial(50, 0.1, 400), np.full(400, 50.0)),
        p_chart(DRAW.binomial(40, 0.1, 400), n),
        laney_p_chart(DRAW.binomial(40, 0.1, 400), n),
        c_chart(DRAW.poisson(4, 100)),
        c_chart(DRAW.poisson(4, 100)),
        c_chart(DRAW.poisson(4, 7)),
    ]


@pytest.mark.parametrize("together", [16, 37, 400, 2**15])
@pytest.mark.parametrize("left_out", [0.0, 0.2, 1.0])
def test_stretches_find_what_the_whole_finds(monkeypatch: pytest.MonkeyPatch, together: int, left_out: float) -> None:
    for chart in charts():
        out = DRAW.random(chart.statistic.size) < left_out
        kept = np.flatnonzero(~out)
        expected = np.zeros((len(NELSON), out.size), dtype=bool)
        expected[:, kept] = signals_among(standing_of(signalling.part(chart, kept)), NELSON).flags
        monkeypatch.setattr(signalling, "TOGETHER", together)
        found, dense = flagged(chart, NELSON, excluded=out), signals(chart, NELSON, excluded=out)

        assert (dense.flags == expected).all()
        assert (found.places == np.flatnonzero(expected.any(axis=0))).all()
        assert (found.flags == expected[:, found.places]).all()


@pytest.mark.parametrize("together", [50, 900, 2**15])
@pytest.mark.parametrize("rules", [NELSON, JURAN, (Outside(),)])
def test_many_charts_have_the_signals_that_each_has(
    monkeypatch: pytest.MonkeyPatch, together: int, rules: tuple
) -> None:
    every = charts()
    monkeypatch.setattr(signalling, "TOGETHER", together)

    for chart, found in zip(every, flagged_on_each(every, rules), strict=True):
        one = flagged(chart, rules)
        assert (found.places == one.places).all()
        assert (found.flags == one.flags).all()


def test_charts_without_zones_stand_beside_others() -> None:
    every = [run_chart(WALK), individuals_chart(WALK), run_chart(np.arange(5.0))]
    found = flagged_on_each(every, (Outside(),))

    assert [len(each.places) for each in found] == [0, int(every[1].outside.sum()), 0]


def test_a_chart_of_which_only_limits_mean_something_has_no_other_rules() -> None:
    chart = ewma_chart(WALK, 1.0)

    assert (flagged_on_each([chart], (Outside(),))[0].places == np.flatnonzero(chart.outside)).all()
    with pytest.raises(ValueError, match="only rule that holds"):
        flagged_on_each([chart], NELSON)


def test_phases_of_an_array_are_those_of_a_list() -> None:
    labels = ["a"] * 3 + ["b"] * 2 + ["c"]

    assert stretches(np.array(labels, dtype=object)) == stretches(labels)
    with pytest.raises(ValueError, match="comes back at point 3"):
        stretches(np.array([1, 2, 1]))
