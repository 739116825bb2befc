"""One scan measures everything, one more fetches what failed, and rows stay where they are."""

from collections import Counter
from math import prod
from pathlib import Path

import pytest
from batches import ROOT, parquet
from scans import Asked, asked
from sow import EXAMPLES, bad_samples, faults, sow

from qa_run import Report, run
from qa_run.engines import duck_measuring

PROCEDURE = """\
procedure: p
samples: {{from: x.csv, item: {{column: sandwich_id, repeats: allowed}}, per: [shop], format: {{decimal: ","}}}}
characteristics:
  ham_slices: {{exactly: 4, accept: {{at_most: {accepted}}}}}
  ham_g: {{nominal: 60, tolerance: 5 %, accept: {{at_most: {accepted}}}, mean: {{lower: 50}}}}
  sauce: {{none_of: [mayonnaise, mustard], accept: {{at_most: {accepted}}}}}
  core_temp: {{lower: 75, when: {{stage: served_hot}}, accept: {{at_most: {accepted}}}}}
"""


def judged(folder: Path, samples: Path, accepted: str) -> tuple[Report, list[Asked]]:
    """The bad ham against plain requirements that accept all of it or nothing."""
    (folder / "p.yaml").write_text(PROCEDURE.format(accepted=accepted), encoding="utf-8")
    with asked() as told:
        report = run("p.yaml", samples=samples, here=folder)
        list(report.verdicts)
    return report, told


def batch(kind: str, folder: Path) -> Path:
    if kind == "csv":
        return ROOT / "specs" / "samples" / "bad" / "ham.csv"
    samples: Path = parquet(EXAMPLES["ham"], sow("ham", faults("ham"))[0], folder).samples
    return samples


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_everything_is_measured_in_one_scan(kind: str, tmp_path: Path) -> None:
    report, told = judged(tmp_path, batch(kind, tmp_path), accepted="99 %")

    assert sum(report.summary.values()) == 5 * 6
    assert [(one.purpose, one.scans) for one in told if one.scans] == [("aggregate", 1)]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_classes_and_lots_are_measured_in_the_same_scan(kind: str, tmp_path: Path) -> None:
    plans = "accept: {{plan: {{aql: {{major: 1.0}}}}}}\ncharacteristics:"
    text = PROCEDURE.replace("characteristics:", plans).replace(
        "per: [shop]", "per: [shop], lot: {{column: shop, size: 500}}"
    )
    text = text.replace(", accept: {{at_most: {accepted}}}", ", class: major")
    (tmp_path / "p.yaml").write_text(text.format(accepted=0), encoding="utf-8")
    with asked() as told:
        report = run("p.yaml", samples=batch(kind, tmp_path), here=tmp_path, items=0)
        list(report.verdicts)

    assert {verdict.characteristic for verdict in report.verdicts if verdict.decided_by} >= {"ham_slices", "sauce"}
    assert [(one.purpose, one.scans) for one in told if one.scans] == [("aggregate", 1)]


@pytest.mark.parametrize("kind", ["csv", "large csv", "parquet"])
def test_what_failed_is_fetched_in_one_more_scan(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a text that is small in that same one: its rows are kept."""
    if kind == "large csv":
        monkeypatch.setattr(duck_measuring, "SMALL", 0)
    report, told = judged(tmp_path, batch(kind.split()[-1], tmp_path), accepted="0")
    scans = [(one.purpose, one.scans) for one in told if one.scans]

    assert sum(len(verdict.items) for verdict in report.verdicts) > 30
    assert scans == [("aggregate", 1), ("first", 1)][: 1 + (kind != "csv")]
    assert [one.purpose for one in told].count("first") == 1


def files(name: str) -> int:
    """The sample, and what goes beside it."""
    return 1 + len(EXAMPLES[name].beside)


#: What looks at the values themselves, and collects them in a scan of its own.
COLLECTING = {"agreement", "capability", "chart", "checkers_alike", "mode_gap"}


def collected(report: Report) -> int:
    """How many scans that may take: one for all, and one for the strata."""
    every = {(each.characteristic, each.criterion) for each in report.verdicts if each.criterion in COLLECTING}
    return 2 * len(every)


@pytest.mark.parametrize("small", [True, False])
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_good_sample_costs_a_scan_and_one_for_what_does_not_add_up(
    name: str, small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Medians, distinct values and the like of coarser strata cannot be had from those of the finest; but from the rows
    of a small text, which are kept."""
    if not small:
        monkeypatch.setattr(duck_measuring, "SMALL", 0)
    with asked() as told:
        report = run(EXAMPLES[name].spec, here=ROOT)
    finest = max(map(len, EXAMPLES[name].per))
    coarser = 1 + sum(len(keys) < finest for keys in EXAMPLES[name].per)
    apart = bool({verdict.criterion for verdict in report.verdicts} & {"median", "quantile", "stdev", "distinct"})

    scanning = [(one.purpose, one.scans) for one in told if one.scans]
    excluding = any(one.procedure.exclude for one in report.procedures)
    if excluding:  # who is left out, and what it would have come to with them in, is asked besides
        assert len(scanning) <= 2 * (1 + coarser * apart) + 4
    elif EXAMPLES[name].ordered_by:  # a log and the list of its items are read once, and the list for its columns
        assert scanning in ([("", files(name))], [("", files(name)), ("", 1)])
    else:
        # whether clocks have shown any time twice is looked up first
        zoned = any(one.procedure.samples.time_zone for one in report.procedures)
        purposes = ["aggregate"] * (1 + zoned) + ["aggregate_told"] * (coarser * apart * (not small))
        assert [one for one in scanning if one[0]] == [(purpose, files(name)) for purpose in purposes]
        assert len([one for one in scanning if not one[0]]) <= collected(report)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_bad_batch_costs_one_more_scan_for_all_items_and_rows_stay_in_the_engine(name: str) -> None:
    """Whatever strata their requirements have, the items of all failed verdicts come from one query."""
    with asked() as told:
        report = run(EXAMPLES[name].spec, samples=bad_samples(name), here=ROOT)
        shown = sum(len(verdict.items) for verdict in report.verdicts)
    purposes = [one.purpose for one in told]
    values = {(key, value) for verdict in report.verdicts for key, value in verdict.per.items()}
    # several sets of strata come from the cells that they have in common
    cells = prod(many for key, many in Counter(key for key, _ in values).items())
    strata = max(cells, 1 + len({tuple(verdict.per.items()) for verdict in report.verdicts if verdict.per}))

    assert {one.scans for one in told if one.purpose not in ("repeats", "")} <= {0, files(name)}
    assert sum(one.scans for one in told if not one.purpose) <= files(name) + 1 + collected(report)
    assert {one.scans for one in told if one.purpose == "repeats"} <= {0}, "the values were kept by the scan"
    assert purposes.count("first") + purposes.count("first_told") == 1
    counting = [one for one in told if one.purpose or not collected(report)]
    assert sum(one.rows for one in counting) <= strata * len(counting) + shown
    assert max(one.rows for one in counting) <= strata
