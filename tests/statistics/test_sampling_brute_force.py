"""2,000 random plans against sums in whole numbers, which round nowhere."""

import math
import random

import pytest

from qa_run.statistics.sampling import (
    Plan,
    average_outgoing_quality,
    average_total_inspection,
    decide,
    operating_characteristic,
    plan,
)

SEED, PLANS, STEPS = 2859, 2_000, 1_000


def random_plan(dice: random.Random) -> Plan:
    stages = dice.choice((1, 1, 1, 2, 2, 3, 5, 7))
    sizes = [dice.randint(1, 120 // stages) for _ in range(stages)]
    accept, reject, last = [], [], dice.randint(-1, 2)
    for number in range(stages):
        last += dice.randint(0, 3)
        accept.append(max(last, 0) if number == stages - 1 else last)
        reject.append(accept[-1] + dice.randint(1, 4))
    return plan(sizes, accept, reject)


def weigh(
    drawn: Plan, ways: list[dict[int, int]] | None, lot: int = 0, bad: int = 0
) -> tuple[float, float, float, float]:
    """P(accept), ASN, P(gap) and items inspected in accepted lots, by counting ways: whole until the last division."""
    open_, total, accept, asn, gap, work, items = {0: 1}, 1, 0.0, 0.0, 0.0, 0.0, 0
    for number, stage in enumerate(drawn.stages):
        asn += stage.n * (sum(open_.values()) / total)
        after: dict[int, int] = {}
        for found, weight in open_.items():
            for more in range(stage.n + 1):
                if ways is not None:
                    way = ways[number][more]
                else:
                    way = math.comb(bad - found, more) * math.comb(lot - items - (bad - found), stage.n - more)
                if way and found + more < stage.re:
                    after[found + more] = after.get(found + more, 0) + weight * way
                if found + more >= stage.re:
                    break
        total *= STEPS**stage.n if ways is not None else math.comb(lot - items, stage.n)
        items += stage.n
        last = number == len(drawn.stages) - 1
        taken = {found: weight for found, weight in after.items() if last or found <= stage.ac}
        accept += sum(taken.values()) / total
        work += items * (sum(taken.values()) / total)
        gap += sum(weight for found, weight in taken.items() if found > stage.ac) / total if last else 0
        open_ = {found: weight for found, weight in after.items() if found not in taken}
    return accept, asn, gap, work


def binomial_ways(drawn: Plan, share: int) -> list[dict[int, int]]:
    good = STEPS - share
    return [
        {x: math.comb(s.n, x) * share**x * good ** (s.n - x) for x in range(min(s.n, s.re) + 1)} for s in drawn.stages
    ]


@pytest.mark.parametrize("part", range(4))
def test_the_curves_of_random_plans(part: int) -> None:
    dice = random.Random(SEED + part)
    run = 0
    for _ in range(PLANS // 4):
        drawn = random_plan(dice)
        if dice.random() < 0.5:
            share = dice.choice((0, 1, dice.randint(1, 300), dice.randint(1, STEPS), STEPS))
            exact = weigh(drawn, binomial_ways(drawn, share))
            curve = operating_characteristic(drawn, share / STEPS)
            lot = drawn.largest_n + dice.randint(0, 500)
            ati = exact[3] + lot * (1 - exact[0])
            assert average_total_inspection(drawn, share / STEPS, lot_size=lot)[0] == pytest.approx(ati, rel=1e-11)
            left = share / STEPS * (exact[0] - exact[3] / lot)
            assert average_outgoing_quality(drawn, share / STEPS, lot_size=lot)[0] == pytest.approx(left, rel=1e-9)
        else:
            lot = drawn.largest_n + dice.choice((0, 1, dice.randint(0, 400)))
            bad = dice.choice((0, 1, dice.randint(0, lot), dice.randint(0, max(lot // 10, 1)), lot))
            exact = weigh(drawn, None, lot, bad)
            curve = operating_characteristic(drawn, bad, model="hypergeometric", lot_size=lot)
        assert curve.accept[0] == pytest.approx(exact[0], rel=1e-11, abs=1e-300), (drawn, exact)
        assert curve.asn[0] == pytest.approx(exact[1], rel=1e-11), (drawn, exact)
        assert curve.gap[0] == pytest.approx(exact[2], rel=1e-11, abs=1e-300), (drawn, exact)
        assert curve.accepted_at.sum() + curve.rejected_at.sum() == pytest.approx(1, abs=1e-12)
        run += 1

    assert run * 4 == PLANS


def test_poisson_curves_of_random_plans() -> None:
    dice = random.Random(SEED)
    for _ in range(300):
        drawn, rate = random_plan(dice), dice.choice((0.0, 0.01, dice.random(), 3 * dice.random()))
        open_, accept = {0: 1.0}, 0.0
        for number, stage in enumerate(drawn.stages):
            mean, after = stage.n * rate, dict[int, float]()
            for found, weight in open_.items():
                for more in range(stage.re - found):
                    way = math.exp(-mean) * mean**more / math.factorial(more)
                    after[found + more] = after.get(found + more, 0) + weight * way
            last = number == len(drawn.stages) - 1
            accept += math.fsum(weight for found, weight in after.items() if last or found <= stage.ac)
            open_ = {found: weight for found, weight in after.items() if not last and found > stage.ac}
        curve = operating_characteristic(drawn, rate, model="poisson")

        assert curve.accept[0] == pytest.approx(accept, rel=1e-11, abs=1e-300)


def test_decisions_along_every_path_add_up_to_the_curve() -> None:
    dice = random.Random(SEED)
    for _ in range(60):
        drawn = random_plan(dice)
        if drawn.largest_n > 40 or len(drawn.stages) > 3:
            continue
        share = dice.randint(1, 400)
        ways = [
            {x: math.comb(s.n, x) * share**x * (STEPS - share) ** (s.n - x) / STEPS**s.n for x in range(s.n + 1)}
            for s in drawn.stages
        ]
        paths, accept = {(): 1.0}, 0.0
        for stage_ways in ways:
            following = {}
            for path, weight in paths.items():
                for found, way in stage_ways.items():
                    decision = decide(drawn, (*path, found))
                    if decision.outcome == "accepted":
                        accept += weight * way
                    elif decision.outcome == "draw_next":
                        following[*path, found] = weight * way
            paths = following

        assert paths == {}
        assert operating_characteristic(drawn, share / STEPS).accept[0] == pytest.approx(accept, rel=1e-9)
