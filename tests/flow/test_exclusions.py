"""Items are excluded for a reason that every report repeats, and no verdict is flipped unseen."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import polars
import pytest

from qa_run import Outcome, Report, run
from qa_run.cli.main import main

PROCEDURE = """\
procedure: hot
samples: {from: b.csv, item: id, lot: batch, per: [shop]}
characteristics:
  temp: {lower: 55, upper: 75, mean: {upper: 64}}
"""
CUT = "exclude:\n  - {when: {remark: {one_of: [power cut]}}, because: power cut on 3 March}\n"
AS_OF = datetime(2026, 3, 20)


def rows() -> list[dict[str, Any]]:
    return [
        {
            "id": f"S-{number:03}",
            "shop": ("Milano", "Roma")[number % 2],
            "batch": f"B{number // 50}",
            "temp": 99 if number in (5, 6, 7) else 60 + number % 5,
            "remark": "power cut" if number in (5, 6, 7) else None,
        }
        for number in range(200)
    ]


def as_csv(folder: Path) -> Any:
    polars.DataFrame(rows()).write_csv(folder / "b.csv")
    return None


def as_parquet(folder: Path) -> Any:
    polars.DataFrame(rows()).write_parquet(folder / "b.parquet")
    return folder / "b.parquet"


def as_frame(_folder: Path) -> Any:
    return polars.DataFrame(rows())


def as_pandas(_folder: Path) -> Any:
    return polars.DataFrame(rows()).to_pandas(use_pyarrow_extension_array=False)


@pytest.fixture(params=[as_csv, as_parquet, as_frame])
def judged(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Report]:
    make = request.param

    def judging(exclude: str, **options: Any) -> Report:
        (tmp_path / "p.yaml").write_text(PROCEDURE + exclude, encoding="utf-8")
        samples = make(tmp_path)
        return run("p.yaml", samples=samples, here=tmp_path, as_of=options.pop("as_of", AS_OF), **options)

    return judging


def excluded(report: Report) -> list[tuple[str, int]]:
    return [each for one in report.procedures for source in one.sources for each in source.excluded]


def notices(report: Report) -> list[str]:
    return [notice for one in report.procedures for notice in one.notices]


def test_what_is_excluded_is_counted_by_its_reason_and_not_judged(judged: Callable[..., Report]) -> None:
    report = judged(CUT + "  - {items: [S-010, S-006], because: dropped}\n  - {lots: [B3], because: recalled}\n")

    assert excluded(report) == [("power cut on 3 March", 3), ("dropped", 1), ("recalled", 50)]
    limits = report.by_id["p.yaml::temp::limits"]
    assert limits.outcome is Outcome.PASSED
    assert (limits.inspected, limits.buckets.excluded, limits.buckets.population) == (146, 54, 200)


def test_a_verdict_says_what_it_would_be_with_the_excluded_in(judged: Callable[..., Report]) -> None:
    report = judged(CUT)

    told = report.by_id["p.yaml::temp::limits"].with_excluded
    assert told is not None
    assert (told["items"], told["outcome"], told["nonconforming"]) == (3, "failed", 3)
    assert "; with the 3 excluded it would be failed: 3 of 200 items" in report.by_id["p.yaml::temp::limits"].message
    roma = report.by_id["p.yaml::temp::limits[shop=Roma]"].with_excluded
    assert roma is not None
    assert (roma["items"], roma["nonconforming"]) == (2, 2)
    assert notices(report) == [
        "exclude: among the excluded there are nonconforming ones: temp::limits 3",
        "exclude: 3 verdicts pass only because items are excluded: p.yaml::temp::limits, "
        "p.yaml::temp::limits[shop=Milano], p.yaml::temp::limits[shop=Roma]",
    ]


def test_an_exclusion_of_conforming_items_flips_nothing_and_says_nothing(judged: Callable[..., Report]) -> None:
    report = judged("exclude: [{items: [S-010], because: dropped}]\n")

    assert notices(report) == []
    told = report.by_id["p.yaml::temp::limits"].with_excluded
    assert told is not None
    assert (told["outcome"], report.by_id["p.yaml::temp::limits"].outcome) == ("failed", Outcome.FAILED)


def test_what_finds_nothing_is_told(judged: Callable[..., Report]) -> None:
    report = judged(
        "exclude:\n  - {when: {remark: flood}, because: flood}\n  - {when: {remrk: x}, because: misspelt}\n"
        "  - {items: [S-999], because: lost}\n  - {lots: [B9], because: gone}\n"
    )

    assert excluded(report) == []
    assert notices(report) == [
        "exclude: 'flood' leaves out no item (p.yaml:6:5)",
        "exclude: 'misspelt' leaves out no item, for the batch has no column 'remrk' (p.yaml:7:5)",
        "exclude: 'lost' leaves out no item (p.yaml:8:5)",
        "exclude: 'gone' leaves out no item (p.yaml:9:5)",
        "exclude: there is no item 'S-999' (p.yaml:8:5)",
        "exclude: there is no lot 'B9' (p.yaml:9:5)",
    ]


def test_a_condition_that_cannot_be_decided_excludes_nothing(judged: Callable[..., Report]) -> None:
    report = judged("exclude: [{when: {remark: {none_of: [power cut]}}, because: all others}]\n")

    assert excluded(report) == []
    assert report.by_id["p.yaml::temp::limits"].inspected == 200


def test_an_exclusion_that_has_ended_excludes_nothing_and_says_so(judged: Callable[..., Report]) -> None:
    ended = CUT.replace("3 March}", "3 March, until: 2026-03-19}")

    assert excluded(judged(ended)) == []
    assert notices(judged(ended)) == [
        "exclude: 'power cut on 3 March' ended on 2026-03-19: its items are judged (p.yaml:6:5)"
    ]
    assert len(excluded(judged(ended, as_of=datetime(2026, 3, 19, 23)))) == 1


@pytest.mark.parametrize(
    ("at_most", "passes"), [("1", False), ("2", False), ("3", True), ("1 %", False), ("1.5 %", True)]
)
def test_beyond_its_bound_an_exclusion_lets_nothing_pass(
    judged: Callable[..., Report], at_most: str, passes: bool
) -> None:
    report = judged(CUT.replace("3 March}", f"3 March, at_most: {at_most}}}"))

    assert set(report.summary) == ({Outcome.PASSED} if passes else {Outcome.NOT_INSPECTED})
    assert report.exit_code == (0 if passes else 1)
    if not passes:
        told = f"'power cut on 3 March' excludes 3 of 200 items, and at most {at_most} may be"
        assert told in report.by_id["p.yaml::temp::limits"].message
        assert f"exclude: {told}: nothing passes" in notices(report)


def test_only_and_exclude_are_told_apart(judged: Callable[..., Report]) -> None:
    report = judged(CUT + "only: {shop: Roma}\n")

    assert excluded(report) == [("outside of only:", 100), ("power cut on 3 March", 2)]
    limits = report.by_id["p.yaml::temp::limits"]
    assert (limits.inspected, limits.buckets.excluded) == (98, 102)


def test_a_stratum_of_which_nothing_is_left_is_told(judged: Callable[..., Report]) -> None:
    report = judged("exclude: [{when: {shop: Roma}, because: closed}]\n")

    assert "p.yaml::temp::limits[shop=Roma]" not in report.by_id
    assert "exclude: nothing is left to judge of shop=Roma (100 items)" in notices(report)


def test_all_excluded_is_not_passed(judged: Callable[..., Report]) -> None:
    report = judged("exclude: [{when: {id: {present: true}}, because: inconvenient}]\n")

    assert Outcome.PASSED not in report.summary
    assert report.exit_code == 1


def test_an_item_twice_is_no_repeat_where_it_is_excluded(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROCEDURE + "exclude: [{items: [S-001], because: copied}]\n")
    polars.concat([polars.DataFrame(rows()[10:]), polars.DataFrame([rows()[1], rows()[1]])]).write_csv(
        tmp_path / "b.csv"
    )

    report = run("p.yaml", here=tmp_path)
    unique = report.by_id["p.yaml::@item::unique"]
    assert unique.outcome is Outcome.PASSED
    assert unique.with_excluded is not None
    assert unique.with_excluded["outcome"] == "failed"


def test_each_file_tells_what_was_excluded_of_it(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROCEDURE + CUT)
    polars.DataFrame(rows()[:6]).write_csv(tmp_path / "one.csv")
    polars.DataFrame(rows()[6:]).write_csv(tmp_path / "two.csv")

    report = run("p.yaml", samples=tmp_path / "*.csv", here=tmp_path)
    sources = report.procedures[0].sources
    assert [(Path(source.path).name, source.excluded) for source in sources] == [
        ("one.csv", (("power cut on 3 March", 1),)),
        ("two.csv", (("power cut on 3 March", 2),)),
    ]


def test_an_item_of_the_list_that_was_never_recorded_can_be_excluded(tmp_path: Path) -> None:
    with_list = PROCEDURE.replace("item: id,", "item: id, of: {from: list.csv, key: id},")
    (tmp_path / "p.yaml").write_text(with_list + "exclude: [{items: [S-777], because: lost in the post}]\n")
    polars.DataFrame(rows()[10:]).write_csv(tmp_path / "b.csv")
    polars.DataFrame([*({"id": row["id"]} for row in rows()[10:]), {"id": "S-777"}]).write_csv(tmp_path / "list.csv")

    report = run("p.yaml", here=tmp_path)
    assert report.by_id["p.yaml::@item::of"].outcome is Outcome.PASSED
    assert excluded(report) == [("lost in the post", 1)]


def test_screen_and_reports_tell_it_when_all_is_green(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "p.yaml").write_text(PROCEDURE + CUT)
    as_csv(tmp_path)

    code = main(["p.yaml", "--json", "r.json", "--html", "r.html", "--report", "markdown=r.md"])
    shown = capsys.readouterr().out
    assert code == 0
    for text in (shown, *(Path(name).read_text("utf-8") for name in ("r.html", "r.md"))):
        assert "power cut on 3 March" in text
        assert "3 verdicts pass only because items are excluded" in text
    report = json.loads(Path("r.json").read_text("utf-8"))
    assert report["sources"][0]["excluded"] == [{"reason": "power cut on 3 March", "n": 3}]
    limits = next(each for each in report["verdicts"] if each["id"] == "p.yaml::temp::limits")
    assert limits["with_excluded"]["outcome"] == "failed"


def test_pictures_leave_out_what_is_excluded_by_name(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROCEDURE + "exclude: [{items: [S-005, S-006, S-007], because: dropped}]\n")
    as_csv(tmp_path)

    (one,) = run("p.yaml", here=tmp_path, pictures=True).procedures
    assert one.pictures is not None
    assert one.pictures.notices == ()
    assert [value.n for value in one.pictures.values] == [197]


def test_control_limits_are_frozen_without_the_excluded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    chart = "procedure: c\nsamples: {from: b.csv, item: id}\n"
    chart += "characteristics:\n  temp: {chart: {type: i_mr, baseline: c.json}}\n"
    (tmp_path / "c.yaml").write_text(chart + CUT)
    as_csv(tmp_path)

    assert main(["baseline", "c.yaml", "--by", "Ada"]) == 0, capsys.readouterr()
    assert "197" in capsys.readouterr().out


def test_a_concession_and_an_exclusion_stand_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text(PROCEDURE + "exclude: [{items: [S-005, S-006], because: dropped}]\n")
    as_csv(tmp_path)
    node = "p.yaml::temp::limits*"

    assert main(["concede", node, "--by", "Ada", "--until", "2099-01-01", "--reason", "eaten"]) == 0
    assert main(["p.yaml", "--json", "r.json", "-qq"]) == 0, capsys.readouterr()
    verdicts = {each["id"]: each for each in json.loads(Path("r.json").read_text("utf-8"))["verdicts"]}
    assert verdicts["p.yaml::temp::limits"]["outcome"] == "conceded"
    assert verdicts["p.yaml::temp::limits"]["with_excluded"]["nonconforming"] == 3


def test_an_exclusion_may_go_by_business_time(tmp_path: Path) -> None:
    """Nothing else in the procedure does: the cut alone asks when the business was open."""
    (tmp_path / "calls.csv").write_text(
        "id,asked_at,answered_at\n"
        "A,2026-03-06 17:30,2026-03-09 09:20\n"  # over a weekend: 50 minutes of business
        "B,2026-03-06 17:30,2026-03-09 11:00\n",
        encoding="utf-8",
    )
    (tmp_path / "calls.yaml").write_text(
        "procedure: calls\nsamples: {from: calls.csv, item: id}\n"
        'calendar: {hours: {mon-fri: "09:00-18:00"}}\n'
        "exclude:\n  - when: {answered_at: {later_than: {column: asked_at, plus: 1 business hours}}}\n"
        "    because: the line was down\n"
        "characteristics: {answered_at: {present: true}}\n",
        encoding="utf-8",
    )
    report = run("calls.yaml", here=tmp_path, as_of=AS_OF)

    assert excluded(report) == [("the line was down", 1)]
    assert [verdict.inspected for verdict in report.verdicts if verdict.characteristic == "answered_at"] == [1]
