"""Makes the recorded menus: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/record_attendant.py` in the folder of the plugin; nothing in it is left to chance.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen
from qa_run.testing.forms import save

Row = dict[str, str]
SAMPLES = Path(__file__).parent / "samples"
SERVICES = ("orders", "repairs", "invoices", "other")
MENUS = 30


@frozen
class Fault:
    """Cells to change, by node and column, lines to copy, and what a report must say: node, characteristic, finding."""

    name: str
    cells: dict[tuple[str, str], str]
    answer: list[tuple[str, str, str]]
    copied: tuple[str, ...] = ()


def good_rows() -> list[Row]:
    rows: list[Row] = []

    def add(menu: str, node: str, parent: str, prompt: str, leads_to: str = "", service: str = "") -> None:
        key = node.rpartition("-")[2] if parent else ""
        rows.append(
            {
                "menu": menu,
                "node": node,
                "parent": parent,
                "key": key,
                "prompt": prompt,
                "leads_to": leads_to,
                "service": service,
            }
        )

    for number in range(1, MENUS + 1):
        menu = f"H{number:02}"
        add(menu, menu, "", "For orders press 1, repairs 2, invoices 3, all else 4")
        for key, service in enumerate(SERVICES, 1):
            here = f"{menu}-{key}"
            add(menu, here, menu, f"This is {service}. To talk to us press 1")
            add(menu, f"{here}-1", here, "Somebody will be with you", "human", service)
            add(menu, f"{here}-2", here, "Your latest message is read out", "done", service)
            add(menu, f"{here}-3", here, "We call you back within the hour", "human", service)
            add(menu, f"{here}-4", here, "Once more", here)
    return rows


def leaves(node: str, last: int = 3) -> list[str]:
    return [f"{node}-{key}" for key in range(1, last + 1)]


def faults(_: Sequence[Row]) -> list[Fault]:
    """Each in menus of its own."""
    said = "As to that, please see our web site"
    return [
        Fault(
            "see_our_site",
            {("H02-1-2", "prompt"): said, ("H03-4-2", "prompt"): "Vada sul nostro sito"},
            [(node, "ends_in", "forbidden") for node in ("H02-1-2", "H03-4-2")],
        ),
        Fault(
            "only_at_the_site",
            {(node, "leads_to"): "website" for node in leaves("H05-3")},
            [
                *((node, "ends_in", "forbidden") for node in leaves("H05-3")),
                *((node, "only_website", "not the value") for node in leaves("H05-3")),
                *((node, "keys_to_human", "missing") for node in ("H05-3", "H05-3-4")),
            ],
        ),
        Fault(
            "cut_off",
            {("H07-2", "parent"): "H07-2-4"},
            [(node, "reached", "not the value") for node in ("H07-2", *leaves("H07-2", 4))],
        ),
        Fault("silence", {("H09-1-2", "leads_to"): ""}, [("H09-1-2", "ends_in", "forbidden")]),
        Fault(
            "in_a_circle",
            {(node, "leads_to"): "H11-2" for node in leaves("H11-2")},
            [
                (node, what, finding)
                for node in ("H11-2", *leaves("H11-2", 4))
                for what, finding in (("way_out", "not the value"), ("keys_to_human", "missing"))
            ],
        ),
        Fault(
            "too_deep",
            {("H13-2", "parent"): "H13-1-4"},
            [(node, "depth", "above") for node in ("H13-2", *leaves("H13-2", 4))],
        ),
        Fault(
            "long_winded",
            {("H15-3", "prompt"): "Thank you for calling, your call is important to us, please listen carefully"},
            [("H15-3", "prompt", "too long")],
        ),
        Fault("mute", {("H17-4-1", "prompt"): ""}, [("H17-4-1", "prompt", "missing")]),
        Fault("line_twice", {}, [("H19-1-1", "@item", "repeated")], ("H19-1-1",)),
    ]


def sow(chosen: Sequence[Fault]) -> tuple[list[Row], list[tuple[str, str, str]]]:
    """The good menus with the chosen faults in them, and all that a report must say of it."""
    cells = {cell: text for fault in chosen for cell, text in fault.cells.items()}
    copied = {node for fault in chosen for node in fault.copied}
    rows: list[Row] = []
    for good in good_rows():
        row = {column: cells.get((good["node"], column), text) for column, text in good.items()}
        rows += [row, dict(row)] if row["node"] in copied else [row]
    return rows, sorted(line for fault in chosen for line in fault.answer)


def write_all(folder: Path) -> None:
    rows, answer = sow(faults(good_rows()))
    save(folder / "attendant-good.menu", good_rows())
    save(folder / "attendant-bad.menu", rows)
    lines = ",\n  ".join(
        json.dumps(dict(zip(("item", "characteristic", "finding"), line, strict=True))) for line in answer
    )
    (folder / "attendant-bad.json").write_text(f"[\n  {lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    write_all(SAMPLES)
