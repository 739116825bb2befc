"""A log of what happened to the orders of four shops: each order has as many lines as something happened to it."""

from collections.abc import Mapping, Sequence

from sowing.charted import Chart
from sowing.example import Beside, Example
from sowing.faults import Answer, Row
from sowing.logs import events_of, gathered
from sowing.statistic import MEAN, Statistic
from sowing.touches.log import orders, rows, touched
from sowing.touches.sown import faults

CHART = Chart("specs/touches.yaml::touches::chart", "touches", "day")


def items(rows: Sequence[Row], beside: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Of each order what statistics are made of; one without events belongs to no shop and no day."""
    log = events_of(rows, "order_id")
    listed = [row["order_id"] for row in beside["orders"]]
    made: list[Row] = []
    for order in dict.fromkeys([*log, *listed]):
        events = log.get(order, [])
        made.append({"order_id": order, "touches": str(touched(events)), **gathered(events, "shop", "day")})
    return made


def watched(sown: Sequence[Row]) -> list[Answer]:
    return CHART.answer(items(rows(), {"orders": orders()}), sown)


TOUCHES_OF_ORDERS = Example(
    "touches",
    "specs/touches.yaml",
    "touches",
    "order_id",
    (("shop",),),
    rows,
    faults,
    (Statistic("touches::mean", "touches", MEAN, upper=2),),
    watched=watched,
    ordered_by=("at", "order_id", "activity"),
    beside=(Beside("orders", "order_id", orders),),
    items=items,
)
