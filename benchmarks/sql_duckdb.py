"""The same work in SQL, written by hand for DuckDB: what a tool can be held against.

    python benchmarks/sql_duckdb.py overall|per_site PATH [plain|tuned]

plain: one query, as a competent person writes it.
tuned: what these data allow. Ids that come in order need no hash table: a repeat is equal to the row before (and where
       they come out of order, the hash is taken after all). A set and a pattern are judged on the distinct values.
       The columns of a CSV are stated, not found out.

Prints one line of JSON: under `answer`, for each requirement how many rows break it (`mean` and `stdev`: the value), by
the name its verdict has in the procedure; under `failed`, how many of them do not hold.
"""

import json
import sys

import duckdb
from work import (
    COLUMNS,
    FILL_PER_LENGTH,
    LIMITS,
    MEAN_WEIGHT,
    PRESENT,
    SHIFTS,
    SITE_PATTERN,
    STDEV_WEIGHT,
    UNUSUAL_SHARE,
    USUAL_SLICES,
)

OUTSIDE = {
    f"{column}::limits": f"count_if({column} NOT BETWEEN {lower} AND {upper})"
    for column, (lower, upper) in LIMITS.items()
}
OVERALL = {
    **{f"{name}::present": f"count_if({column} IS NULL)" for name, column in PRESENT.items()},
    **OUTSIDE,
    "packer::differs_from": "count_if(packer = inspector)",
    "fill_ml::no_more_than": f"count_if(fill_ml > length_mm * {FILL_PER_LENGTH})",
    "weight_g::mean": "avg(weight_g)",
    "weight_g::stdev": "stddev_samp(weight_g)",
    "slices::nonconf": f"count_if(slices NOT BETWEEN {USUAL_SLICES[0]} AND {USUAL_SLICES[1]})",
    "rows": "count(*)",
}
BAD_SHIFT = f"shift NOT IN {SHIFTS}"
BAD_SITE = f"NOT regexp_matches(site, '{SITE_PATTERN}')"
SURPLUS = "count(*) - count(DISTINCT sample_id)"

Answer = dict[str, float]


def source(path: str, tuned: bool) -> str:
    quoted = "'" + path.replace("'", "''") + "'"
    if path.endswith(".parquet"):
        return f"read_parquet({quoted})"
    return f"read_csv({quoted}, header = true, columns = {COLUMNS})" if tuned else f"read_csv({quoted})"


def ask(engine: duckdb.DuckDBPyConnection, questions: dict[str, str], rows: str) -> Answer:
    found = engine.execute(f"SELECT {', '.join(questions.values())} FROM {rows}").fetchone()
    assert found is not None
    return {name: value or 0 for name, value in zip(questions, found, strict=True)}


def few_valued(engine: duckdb.DuckDBPyConnection, rows: str) -> Answer:
    """Set and pattern: some hundred pairs of values to judge in place of every row."""
    questions = {
        "shift::one_of": f"sum(n) FILTER ({BAD_SHIFT})",
        "site::matches": f"sum(n) FILTER ({BAD_SITE})",
    }
    counts = ask(engine, questions, f"(SELECT shift, site, count(*) AS n FROM {rows} GROUP BY ALL)")
    return {name: int(count) for name, count in counts.items()}


def surplus(engine: duckdb.DuckDBPyConnection, rows: str) -> float:
    neighbours = f"(SELECT sample_id AS id, lag(sample_id) OVER () AS before FROM {rows})"
    found = ask(engine, {"out_of_order": "count_if(id < before)", "repeated": "count_if(id = before)"}, neighbours)
    return ask(engine, {"surplus": SURPLUS}, rows)["surplus"] if found["out_of_order"] else found["repeated"]


def overall(path: str, tuned: bool) -> tuple[Answer, int]:
    engine, rows = duckdb.connect(), source(path, tuned)
    if tuned:
        answer = ask(engine, OVERALL, rows) | few_valued(engine, rows) | {"sample_id::unique": surplus(engine, rows)}
    else:
        by_row = {
            "shift::one_of": f"count_if({BAD_SHIFT})",
            "site::matches": f"count_if({BAD_SITE})",
            "sample_id::unique": SURPLUS,
        }
        answer = ask(engine, OVERALL | by_row, rows)
    total = answer.pop("rows")
    holds = {name: not count for name, count in answer.items()} | {
        "weight_g::mean": MEAN_WEIGHT[0] <= answer["weight_g::mean"] <= MEAN_WEIGHT[1],
        "weight_g::stdev": answer["weight_g::stdev"] <= STDEV_WEIGHT,
        "slices::nonconf": answer["slices::nonconf"] <= UNUSUAL_SHARE * total,
    }
    return answer, sum(not kept for kept in holds.values())


def per_site(path: str, tuned: bool) -> tuple[Answer, int]:
    """One count for each limit and site, and one for each limit over all of them."""
    query = f"SELECT site, {', '.join(OUTSIDE.values())} FROM {source(path, tuned)} GROUP BY site ORDER BY site"
    answer: Answer = dict.fromkeys(OUTSIDE, 0)
    for site, *counts in duckdb.connect().execute(query).fetchall():
        for name, count in zip(OUTSIDE, counts, strict=True):
            answer[name] += count or 0
            answer[f"{name}[site={site}]"] = count or 0
    return answer, sum(count > 0 for count in answer.values())


def main() -> None:
    work, path, mode = [*sys.argv[1:], "plain"][:3]
    answer, failed = {"overall": overall, "per_site": per_site}[work](path, {"plain": False, "tuned": True}[mode])
    print(json.dumps({"answer": answer, "failed": failed}))


if __name__ == "__main__":
    main()
