"""Makes the recorded samples: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/record_kits.py` in the folder of the plugin; the seed is fixed, so that nothing changes by it. What
belongs into a box is written here a second time, as a person would know it, and is not read from the procedures.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from attrs import field, frozen
from kits_samples import EXAMPLES
from kits_samples.boxes import Fault, Row
from kits_samples.frames import frame_faults
from qa_run.testing.forms import save

__all__ = ["EXAMPLES", "faults", "frame_faults", "save", "sow", "write"]

SAMPLES = Path(__file__).parent / "samples"
Answer = list[tuple[str, str, str]]


@frozen
class Batch:
    """The lines of a batch, those of the list beside it, and what a report must say of it."""

    rows: list[Row]
    orders: list[Row] = field(factory=list)
    answer: Answer = field(factory=list)


def faults(name: str) -> list[Fault]:
    return EXAMPLES[name].faults()


def sow(name: str, chosen: Sequence[Fault]) -> Batch:
    """The good batch with these faults in it; no box has two of them."""
    example = EXAMPLES[name]
    boxes = example.boxes()
    places = [place for fault in chosen for place in fault.boxes]
    assert len(places) == len(set(places)), "two faults in one box would hide each other"
    answer = []
    for fault in chosen:
        for place in fault.boxes:
            boxes[place] = fault.change(boxes[place])
            answer += [(boxes[place].name, *each) for each in fault.told]
    orders = example.orders(boxes) if example.orders else []
    return Batch(example.rows(boxes), orders, sorted(answer))


def write(folder: Path = SAMPLES) -> None:
    """All that is kept."""
    for name in EXAMPLES:
        for kind, chosen in (("good", []), ("bad", faults(name))):
            batch = sow(name, chosen)
            save(folder / f"{name}-{kind}.csv", batch.rows)
            if batch.orders:
                save(folder / f"{name}-orders{'-bad' if chosen else ''}.csv", batch.orders)
        answer = [dict(zip(("item", "characteristic", "finding"), each, strict=True)) for each in batch.answer]
        lines = ",\n".join(f" {json.dumps(each, ensure_ascii=False)}" for each in answer)
        (folder / f"{name}-bad.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    write()
