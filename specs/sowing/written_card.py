"""Purchases of three shops, and the cards that were written for the large ones, in a file of their own."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sowing.draws import Draws, clock, moved
from sowing.example import Beside, Example
from sowing.faults import Answer, Fault, Row, Sower, found

SHOPS = {"Bari": "1", "Lublin": "2", "Porto": "3"}
WRITERS = ("Ada", "Ben", "Eva", "Leo", "Ola")
MONDAY = datetime(2026, 3, 2, 9)
LARGE = 500


def rows() -> list[Row]:
    draws = Draws("written_card")
    made: list[Row] = []
    for index in range(720):
        shop = tuple(SHOPS)[index % 3]
        large = index % 8 in (0, 5)
        cents = draws.between(0, 99)
        euros = draws.between(LARGE, 2400) if large else draws.between(4, LARGE - 1)
        made.append(
            {
                "receipt": f"0{SHOPS[shop]}-{index + 1:04d}",
                "shop": shop,
                "bought_at": clock(MONDAY + timedelta(minutes=65 * index + draws.between(0, 50))),
                "amount": f"{euros}.{cents:02d}",
            }
        )
    # what lies on the limit is large, and what a cent less is not
    made[0]["amount"], made[1]["amount"] = f"{LARGE}.00", f"{LARGE - 1}.99"
    return made


def cards() -> list[Row]:
    draws = Draws("written_card/cards")
    made = [
        {
            "receipt": row["receipt"],
            "sent_at": moved(row["bought_at"], minutes=draws.between(60, 7000)),
            "written": "by hand",
            "signed_by": draws.one(WRITERS),
        }
        for row in rows()
        # some who bought little get one, too
        if large(row) or draws.chance(0.05)
    ]
    bought = {row["receipt"]: row["bought_at"] for row in rows()}
    made[3]["sent_at"] = moved(bought[made[3]["receipt"]], days=5)
    return made


def large(row: Row) -> bool:
    return float(row["amount"]) >= LARGE


class Cards:
    """Picks purchases, and changes the cards of them."""

    def __init__(self, sower: Sower) -> None:
        self._sower = sower
        self._cards = {row["receipt"]: row for row in cards()}

    def change(
        self, name: str, says: str, to: Callable[[Row, Row], Row | None], n: int, told: Sequence[tuple[str, str]]
    ) -> Fault:
        """`to` makes another card of a card and its purchase, or none."""
        picked = self._sower.pick(name, n, large)
        lines: dict[tuple[str, str], tuple[Row, ...]] = {}
        answer: list[Answer] = []
        for row in picked:
            receipt = row["receipt"]
            card = to(self._cards[receipt], row)
            lines["cards", receipt] = ()
            if card is not None:
                lines["cards", card["receipt"]] = (card,)
            answer += [found(receipt, *each) for each in told]
        return Fault(name, says, beside=lines, answer=tuple(answer))

    def of(self, receipt: str) -> bool:
        return receipt in self._cards


def faults(good: Sequence[Row]) -> list[Fault]:
    sower = Sower("written_card", "receipt", good, lambda _: False)
    those = Cards(sower)
    return [
        those.change("no_card", "nobody wrote a card", lambda *_: None, 5, [("receipt", "not found")]),
        those.change(
            "zero_lost",
            "the receipt on the card lost its zero in a spreadsheet",
            lambda card, _: {**card, "receipt": card["receipt"][1:]},
            3,
            [("receipt", "not found")],
        ),
        those.change(
            "late",
            "sent a second after five days",
            lambda card, row: {**card, "sent_at": moved(row["bought_at"], days=5, seconds=1)},
            4,
            [("cards.sent_at", "late")],
        ),
        those.change(
            "before",
            "sent the day before, for another purchase",
            lambda card, row: {**card, "sent_at": moved(row["bought_at"], days=-1)},
            2,
            [("cards.sent_at", "early")],
        ),
        those.change(
            "not_sent",
            "written and not sent",
            lambda card, _: {**card, "sent_at": ""},
            2,
            [("cards.sent_at", "missing")],
        ),
        those.change(
            "soon",
            "a word where the time belongs",
            lambda card, _: {**card, "sent_at": "soon"},
            1,
            [("cards.sent_at", "unreadable")],
        ),
        those.change(
            "printed",
            "printed, not written",
            lambda card, _: {**card, "written": "printed"},
            3,
            [("cards.written", "not the value")],
        ),
        those.change(
            "unsigned", "nobody signed", lambda card, _: {**card, "signed_by": ""}, 2, [("cards.signed_by", "missing")]
        ),
        those.change(
            "stranger",
            "signed by somebody unknown",
            lambda card, _: {**card, "signed_by": "The team"},
            2,
            [("cards.signed_by", "not allowed")],
        ),
        sower.change(
            "large_now",
            "the price was 500, as it turns out",
            "amount",
            f"{LARGE}.00",
            "not found",
            3,
            lambda row: not large(row) and not those.of(row["receipt"]),
            ["receipt"],
        ),
        sower.change("gift", "a price of nothing", "amount", "0.00", "below", 1, lambda row: not large(row)),
        sower.copy("line_twice", "a line copied", 2),
    ]


WRITTEN_CARD = Example(
    "written_card",
    "specs/written_card.yaml",
    "written-card",
    "receipt",
    (("shop",),),
    rows,
    faults,
    beside=(Beside("cards", "receipt", cards, "cards"),),
)
