"""A log of events by qa-run and by hand-written SQL doing the same work; prints a table in Markdown.

    python benchmarks/events.py [--cases 1000000] [--rounds 7] [--qa-run COMMAND]

Ten events a case: touches, the time from the first complaint to the first mending after it, and steps that are missing,
in one pass over the log. One case in five hundred lacks a step. Counts are asserted to be the same.
"""

import argparse
import json
import os
import shlex
import sys
import tempfile
from pathlib import Path
from statistics import median

import duckdb
from measuring import Run, measure

EVENTS, TARGET = 10, 1.5
PROCEDURE = """\
procedure: cases
samples:
  from: log.parquet
  item: case_id
  time: at
  events: {name: activity, by: agent}
  of: rows
observations:
  touches: {count: [call, mail, visit]}
  mended_in: {elapsed: {from: {first: complaint}, to: {first: fixed, after: from}, in: h}}
  lacking: {missing_step: [order, pay, ship]}
characteristics:
  touches: {upper: 4}
  mended_in: {upper: 8, optional: true}
  lacking: {absent: true}
"""
LOG = """
copy (
  select 'C' || lpad(c::varchar, 8, '0') as case_id, activity, 'a' || (hash(c + 7 * k) % 50) as agent,
         timestamp '2026-01-01'
           + to_seconds((hash(c) % 8000000)::bigint + k * 3600 + (hash(c * 17 + k) % 1800)::bigint) as "at"
  from (select c, k, case k when 0 then 'order' when 1 then 'pay'
                            when 9 then (case when hash(c) % 500 = 0 then 'note' else 'ship' end)
                            else (['complaint', 'call', 'mail', 'visit', 'fixed', 'note'])[
                              1 + (hash(c * 31 + k) % 6)::int] end as activity
        from range({cases}) t(c), range({events}) u(k))
  order by "at"
) to '{path}' (format parquet)"""
SQL = """
import duckdb, json
found = duckdb.connect().sql('''
with cases as (
  select case_id, count(*) filter (where activity in ('call', 'mail', 'visit')) as touches,
         min("at") filter (where activity = 'complaint') as complained,
         list("at") filter (where activity = 'fixed') as fixed,
         count(*) filter (where activity = 'order') as o, count(*) filter (where activity = 'pay') as p,
         count(*) filter (where activity = 'ship') as s
  from 'log.parquet' group by case_id),
judged as (
  select *, epoch(list_min(list_filter(fixed, lambda x: x >= complained)) - complained) / 3600 as h from cases)
select count(*), count_if(touches > 4), count(h), count_if(h > 8), count_if(o = 0 or p = 0 or s = 0),
       arg_min(case_id, case_id, 5) filter (where touches > 4), arg_min(case_id, case_id, 5) filter (where h > 8),
       arg_min(case_id, case_id, 5) filter (where o = 0 or p = 0 or s = 0) from judged''').fetchall()[0]
json.dump([int(each) for each in found[:5]], open('sql.json', 'w'))
"""


def counts(folder: Path) -> list[int]:
    """What qa-run found: cases, too many touches, mended, mended too late, lacking a step."""
    report = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    verdicts = {one["characteristic"]: one for one in report["verdicts"]}
    touches, mended, lacking = (verdicts[name] for name in ("touches", "mended_in", "lacking"))
    return [
        touches["inspected"], touches["nonconforming"], mended["inspected"], mended["nonconforming"],
        lacking["nonconforming"],
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--qa-run", type=shlex.split, default=[str(Path(sys.executable).with_name("qa-run"))])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "cases.yaml").write_text(PROCEDURE, encoding="utf-8")
        duckdb.sql(LOG.format(cases=options.cases, events=EVENTS, path=folder / "log.parquet"))
        os.chdir(folder)
        judged = [*options.qa_run, "cases.yaml", "--no-history", "-qq", "--report", "json=out.json"]
        found: dict[str, list[Run]] = {"SQL": [], "qa-run": []}
        for _ in range(options.rounds):
            for each, command in (("SQL", [sys.executable, "-c", SQL]), ("qa-run", judged)):
                done = measure(command)
                if done.exit_code not in (0, 1) or "Traceback" in done.complained:
                    sys.exit(f"{each}: exit code {done.exit_code}\n{done.complained}")
                found[each].append(done)
        ours, theirs = counts(folder), json.loads(Path("sql.json").read_text(encoding="utf-8"))
        os.chdir(Path(__file__).parent)
    assert ours == theirs, f"qa-run found {ours}, the SQL {theirs}"
    print(f"\n{options.cases * EVENTS:,} events of {options.cases:,} cases; {ours[4]:,} lack a step\n")
    print("| | s | CPU s | MiB |\n|---|--:|--:|--:|")
    for each, every in found.items():
        wall, cpu, peak = (median(getattr(one, name) for one in every) for name in ("wall_s", "cpu_s", "peak_mib"))
        print(f"| {each} | {wall:.2f} | {cpu:.2f} | {peak:.0f} |")
    ratio = median(one.wall_s / other.wall_s for one, other in zip(found["qa-run"], found["SQL"], strict=True))
    print(f"\nMedians of {options.rounds} rounds. Ratio of each round, median: {ratio:.2f} (target {TARGET})")


if __name__ == "__main__":
    main()
