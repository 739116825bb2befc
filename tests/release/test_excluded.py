"""What is excluded stands in the papers of a lot, and a lot that is excluded as a whole gets none."""

import json
from pathlib import Path

from release_bakery import PROCEDURE, Run

EXCLUDE = "exclude: [{items: [R2], because: fell on the floor}, {lots: [B8], because: never left the house}]\n"


def excluding(bakery: Path, text: str = EXCLUDE) -> None:
    (bakery / "specs" / "rolls.yaml").write_text(PROCEDURE + text, encoding="utf-8")


def test_the_papers_list_what_is_excluded_of_the_lot(run: Run, bakery: Path) -> None:
    excluding(bakery)

    code, out, err = run("release", "B7", "--out", "papers")
    assert (code, err) == (0, "")
    assert "1 item of it is excluded: fell on the floor" in out
    assert "2 items of other lots, or outside of only:, were left out" in out
    (rolls,) = json.loads((bakery / "papers" / "certificate.json").read_text("utf-8"))["procedures"]
    assert rolls["excluded"] == [{"reason": "fell on the floor", "n": 1}]
    assert (rolls["items"], rolls["items_left_out"], rolls["notices"]) == (1, 2, [])
    assert "1 excluded: fell on the floor" in (bakery / "papers" / "certificate.html").read_text("utf-8")


def test_an_exclusion_that_lets_a_lot_go_says_so_in_the_papers(run: Run, bakery: Path) -> None:
    excluding(bakery, "exclude: [{when: {grams: {below: 75}}, because: no roll at all}]\n")
    specs = bakery / "specs" / "rolls.csv"
    specs.write_text(specs.read_text("utf-8").replace("R2,B7,81", "R2,B7,12"), encoding="utf-8")

    code, _, _ = run("release", "B7", "--out", "papers")
    assert code == 0
    told = json.loads((bakery / "papers" / "certificate.json").read_text("utf-8"))["procedures"][0]["notices"]
    assert "exclude: 1 verdict passes only because items are excluded: specs/rolls.yaml::grams::limits" in told


def test_a_lot_of_which_all_is_excluded_gets_no_papers(run: Run, bakery: Path) -> None:
    excluding(bakery)

    code, out, _ = run("release", "B8", "--out", "papers")
    assert code != 0
    assert "all that the samples hold of it is excluded, and 3 of others" in out
    assert not (bakery / "papers").exists()


def test_a_lot_is_not_released_by_one_of_the_revisions_that_judge_it(run: Run, bakery: Path) -> None:
    timed = PROCEDURE.replace("lot: batch", "lot: batch, time: at")
    (bakery / "specs" / "rolls.yaml").write_text("effective: 2026-01-01\n" + timed, encoding="utf-8")
    (bakery / "specs" / "four.yaml").write_text("extends: rolls.yaml\nrevision: 4\neffective: 2026-02-01\n", "utf-8")
    rows = "id,batch,grams,label,at\nR1,B7,80,L1,2026-01-05\nR2,B7,80,L2,2026-02-05\n"
    (bakery / "specs" / "rolls.csv").write_text(rows, encoding="utf-8")

    assert run("release", "B7", "--out", "both")[0] == 0
    code, out, _ = run("release", "B7", "specs/rolls.yaml", "--out", "one")
    assert code == 1, out
