"""What is recorded, and what can be asked: the same in a file and on a server."""

import errno
import json
import os
from pathlib import Path

import pytest
from made_runs import SPECS, WHO, report, run_text, verdict

from qa_run.errors import HistoryError, UsageError
from qa_run.history.archive import Archive
from qa_run.history.comparing import difference
from qa_run.history.moving import exported, imported, reindexed, run_files
from qa_run.history.opening import opened
from qa_run.history.past import outcomes, past_outcomes
from qa_run.history.pruning import chosen, pruned
from qa_run.history.recording import keep
from qa_run.history.run_file import text_of
from qa_run.history.runs import ids_like, procedures, run_named, runs, sources, verdicts, verdicts_on
from qa_run.history.sqlite import connected_file
from qa_run.history.store import Store
from qa_run.history.tables import MIGRATIONS, VERSION, VERSION_TABLE
from qa_run.model.outcome import Outcome

EVERYTHING = ("qa_runs", "qa_procedures", "qa_sources", "qa_specs", "qa_verdicts")


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that the index holds but for its own numbers."""
    join = "JOIN qa_runs r ON r.run = t.run"
    asked = {
        "runs": "SELECT run_id, started, outcome, user_name, file, sha256, plugins, summary FROM qa_runs t",
        "procedures": f"SELECT r.run_id, t.path, t.name, t.sha256 FROM qa_procedures t {join}",
        "sources": f"SELECT r.run_id, t.path, t.items FROM qa_sources t {join}",
        "specs": "SELECT sha256, text FROM qa_specs t",
        "verdicts": f"SELECT r.run_id, t.place, t.id, t.outcome, t.digest, t.measured FROM qa_verdicts t {join}",
    }
    return {name: sorted(store.read(sql)) for name, sql in asked.items()}


def test_a_run_is_recorded_with_all_that_its_report_says(archive: Archive) -> None:
    bad = verdict("specs/p.yaml::w::limits[batch=B1]", "failed", lot="B1", lot_size=900, per={"batch": "B1"},
                  measured={"mean": 1.5, "text": "é\u0000"}, accept=2, plan={"n": 80, "ac": 2, "re": 3})  # fmt: skip
    recorded = keep(archive, run_text(1, [verdict(), bad]), SPECS)

    store = opened(archive)
    run = run_named(store, archive, "last")
    first, second = verdicts(store, run)
    assert (run.run_id, run.user, run.host, run.outcome, run.exit_code) == (
        recorded.run_id, "anna", "line-3", "failed", 1
    )  # fmt: skip
    assert (run.started, run.summary, run.command) == (
        "2026-03-01T07:00:00.000000Z",
        {"failed": 2},
        ["qa-run", "specs"],
    )
    assert (first.outcome, first.measured, first.accept, first.limits) == ("passed", {"min": 50.5, "max": 60}, 0, None)
    assert (second.lot, second.lot_size, second.per, second.severity) == ("B1", 900, {"batch": "B1"}, "major")
    assert second.plan == {"n": 80, "ac": 2, "re": 3}
    assert procedures(store, run) == [("specs/p.yaml", "p", "1", next(iter(SPECS)))]
    assert sources(store, run) == [("p", "s.csv", "samples", "ab" * 32, 20)]
    assert store.read("SELECT sha256, text FROM qa_specs") == list(SPECS.items())
    store.close()


def test_the_nonconforming_items_stand_in_the_file_alone(archive: Archive) -> None:
    file = keep(archive, run_text(), SPECS).file
    without = Archive(root=archive.root, database=archive.database, items=False)
    second = keep(without, text_of(json.dumps(report(2)), WHO, without.items), SPECS).file

    store = opened(archive)
    everything = [row for table in EVERYTHING for row in store.read(f"SELECT * FROM {table}")]
    store.close()
    assert "S1" in file.read_text()
    assert "S1" not in second.read_text()
    assert not any("S1" in str(row) for row in everything)


def test_the_text_of_a_procedure_is_stored_once(archive: Archive) -> None:
    for number in range(3):
        keep(archive, run_text(number), SPECS)

    store = opened(archive)
    assert store.read("SELECT count(*) FROM qa_specs") == [(1,)]
    assert [path.read_text() for path in archive.specs.iterdir()] == list(SPECS.values())
    store.close()


def test_to_record_a_run_again_changes_nothing(archive: Archive) -> None:
    keep(archive, run_text(), SPECS)
    store = opened(archive)
    before = content(store)
    keep(archive, run_text(), SPECS)

    assert content(store) == before
    assert len(run_files(archive)) == 1
    store.close()


def test_another_run_of_the_same_name_is_refused(archive: Archive) -> None:
    keep(archive, run_text(), SPECS)
    changed = run_text(1, [verdict(outcome="failed")])

    with pytest.raises(HistoryError, match="holds another run of this name: one of the two was changed"):
        keep(archive, changed, SPECS)
    run_files(archive)[0].unlink()
    with pytest.raises(HistoryError, match="is recorded with another content"):
        keep(archive, changed, SPECS)


def test_the_index_is_made_anew_from_the_files(archive: Archive) -> None:
    for number in range(4):
        keep(archive, run_text(number), SPECS)
    store = opened(archive)
    before = content(store)
    with store.transaction():
        store.write("DELETE FROM qa_runs WHERE run_id LIKE :some", [{"some": "00000001%"}])
        store.write("UPDATE qa_verdicts SET outcome = :wrong", [{"wrong": "passed!"}])
    found = reindexed(archive)

    assert (found.runs, found.faults, found.alone) == (4, (), 0)
    assert content(store) == before
    store.close()


def test_a_file_that_is_no_run_does_not_keep_the_others_out(archive: Archive) -> None:
    keep(archive, run_text(), SPECS)
    (archive.runs / "a.json").write_text("{")
    (archive.runs / "b.json").write_text("{}")
    (archive.runs / "c.json").write_bytes(b"\xff")
    found = reindexed(archive)

    assert found.runs == 1
    assert [fault.rpartition("runs/")[2][:20] for fault in found.faults] == [
        "a.json: is no JSON (", "b.json: is no file o", "c.json: cannot be re"
    ]  # fmt: skip


def test_an_export_taken_in_elsewhere_is_the_same(archive: Archive, tmp_path) -> None:
    for number in range(3):
        keep(archive, run_text(number), SPECS)
    store = opened(archive)
    out = exported(archive, store)
    there = Archive(root=tmp_path / "there", database="history.sqlite")
    first, again = imported(there, out.lines, "runs.jsonl"), imported(there, out.lines, "runs.jsonl")

    other = opened(there)
    assert (first.new, first.known, again.new, again.known) == (3, 0, 0, 3)
    assert content(other) == content(store)
    assert exported(there, other).lines == out.lines
    store.close()
    other.close()


def test_a_run_without_its_file_is_told_not_left_out_silently(archive: Archive) -> None:
    keep(archive, run_text(1), SPECS)
    keep(archive, run_text(2), SPECS).file.unlink()

    store = opened(archive)
    assert exported(archive, store).lacking == ["00000002-0000-4000-8000-000000000002"]
    store.close()
    assert reindexed(archive).alone == 1


def test_a_run_is_named_by_how_far_back_it_is_or_by_its_first_signs(store: Store, archive: Archive) -> None:
    for number in (3, 1, 2, 0x13):
        keep(archive, run_text(number), SPECS)

    assert [run.run_id[:8] for run in runs(store, archive)] == ["00000013", "00000003", "00000002", "00000001"]
    assert run_named(store, archive, "last").run_id == run_named(store, archive, "-1").run_id
    assert run_named(store, archive, "-4").short == run_named(store, archive, "00000001").short == "00000001"
    for name, said in {
        "-5": "so many runs are not recorded (there are 4)", "0000": "4 runs begin so", "ffff": "no recorded run has",
        "00": "write last, -1, -2", "%%%%": "write last", "-x": "write last", "-0": "write last",
    }.items():  # fmt: skip
        with pytest.raises(UsageError) as caught:
            run_named(store, archive, name)
        assert said in str(caught.value)


def test_the_last_twenty_outcomes_of_each_verdict_are_one_question(store: Store, archive: Archive) -> None:
    other = "specs/p.yaml::v::exactly"
    for number in range(25):
        told = [verdict(outcome="failed" if number % 5 == 0 else "passed")]
        keep(archive, run_text(number, [*told, verdict(other)] if number > 22 else told), SPECS)
    asked: list[str] = []
    read = type(store).read

    class Counting:
        def read(self, sql, **given):
            asked.append(sql)
            return read(store, sql, **given)

    found = outcomes(Counting(), archive, ["specs/p.yaml::w::limits", other, "specs/q.yaml::x::y"])

    assert len(asked) == 1
    assert [each.value[0] for each in found["specs/p.yaml::w::limits"]] == list("fppppfppppfppppfpppp")
    assert found[other] == (Outcome.PASSED, Outcome.PASSED)
    assert "specs/q.yaml::x::y" not in found
    assert past_outcomes(archive, [other], 1) == {other: (Outcome.PASSED,)}
    assert outcomes(store, archive, [f"specs/p.yaml::w::{n}" for n in range(900)] + [other]) == {other: found[other]}


def test_what_differs_is_told_by_groups(store: Store, archive: Archive) -> None:
    ids = [f"specs/p.yaml::{name}::limits" for name in "abcdefgh"]
    a, b, c, d, e, f, g, h = ids
    before = [verdict(a), verdict(b, "failed"), verdict(c, "failed"), *map(verdict, (d, e, f, g))]
    after = [verdict(a, "not_inspected"), verdict(b), verdict(c, "error"), verdict(e, digest="d2")]
    after += [verdict(f, measured={"min": 51, "max": 60}), verdict(g), verdict(h)]
    keep(archive, run_text(1, before), SPECS)
    keep(archive, run_text(2, after), SPECS)
    one, two = (verdicts(store, run_named(store, archive, name)) for name in ("-2", "-1"))
    found = difference(one, two)

    assert {group: [(y or x).id[14] for x, y in pairs] for group, pairs in found.groups.items()} == {
        "newly_failing": ["a"], "mended": ["b"], "still_failing": ["c"], "new": ["h"], "gone": ["d"],
        "requirement": ["e"], "measures": ["f"],
    }  # fmt: skip
    assert found.same == 1


def test_a_requirement_is_followed_over_runs(store: Store, archive: Archive) -> None:
    for number in range(5):
        keep(archive, run_text(number, [verdict(inspected=20 + number)]), SPECS)

    followed = verdicts_on(store, archive, "specs/p.yaml::w::limits", 3)
    assert [each.inspected for _, _, each in followed] == [22, 23, 24]
    assert ids_like(store, archive, "w::lim") == ["specs/p.yaml::w::limits"]
    assert ids_like(store, archive, "%") == ids_like(store, archive, "w_") == []


def test_old_runs_are_taken_out_with_their_files_and_texts(store: Store, archive: Archive) -> None:
    old = {"ab" * 32: "x"}
    keep(archive, run_text(0, procedures=[{"path": "specs/p.yaml", "name": "p", "sha256": "ab" * 32}]), old)
    for number in range(1, 4):
        keep(archive, run_text(number), SPECS)
    going = chosen(store, archive, None, "2026-03-01T07:30:00Z")
    pruned(store, archive, going)

    assert [run.short for run in going] == ["00000001", "00000000"]
    assert [run.short for run in runs(store, archive)] == ["00000003", "00000002"]
    assert len(run_files(archive)) == 2
    assert [path.name for path in archive.specs.iterdir()] == list(SPECS)
    assert store.read("SELECT count(*) FROM qa_verdicts") == [(4,)]
    assert chosen(store, archive, 2, None) == []


def test_tables_of_an_earlier_version_are_brought_forward(archive: Archive) -> None:
    keep(archive, run_text(), SPECS)
    store = opened(archive)
    before = content(store)
    with store.transaction():
        for table in ("qa_verdicts", "qa_sources", "qa_procedures", "qa_runs", "qa_specs", "qa_version"):
            store.write(f"DROP TABLE {table}", [{}])
        for statement in (*MIGRATIONS[0], VERSION_TABLE, "INSERT INTO qa_version (version) VALUES (1)"):
            store.write(statement, [{}])
    store.close()
    reindexed(archive)

    store = opened(archive)
    assert store.version() == VERSION == 2
    assert content(store) == before
    store.close()


def test_tables_of_a_later_version_are_left_alone(archive: Archive) -> None:
    keep(archive, run_text(), SPECS)
    store = opened(archive)
    with store.transaction():
        store.write("UPDATE qa_version SET version = 99", [{}])
    store.close()

    with pytest.raises(HistoryError, match=r"was written by a later qa-run \(tables of version 99; this one knows 2\)"):
        opened(archive)
    with pytest.raises(HistoryError, match="reindex puts it into the record"):
        keep(archive, run_text(2), SPECS)
    assert len(run_files(archive)) == 2


def test_projects_that_have_names_share_a_database(archive: Archive, tmp_path) -> None:
    names = ("north", "south")
    database = archive.database if archive.on_server else str(archive.file)
    both = [Archive(root=tmp_path / name, database=database, project=name) for name in names]
    for number, each in enumerate(both):
        keep(each, text_of(json.dumps(report(number)), {**WHO, "project": each.project}, True), SPECS)

    store = opened(both[0])
    assert [len(runs(store, each)) for each in both] == [1, 1]
    assert past_outcomes(both[1], ["specs/p.yaml::w::limits"]) == {"specs/p.yaml::w::limits": (Outcome.PASSED,)}
    store.close()


def test_two_projects_without_names_do_not_share_a_database(archive: Archive, tmp_path) -> None:
    database = archive.database if archive.on_server else str(archive.file)
    one, other = (Archive(root=tmp_path / name, database=database) for name in ("one", "other"))
    keep(one, text_of(json.dumps(report(1)), {**WHO, "root": str(one.root)}, True), SPECS)

    with pytest.raises(HistoryError, match=r"keeps the runs of the project in .*one: give each project a name"):
        keep(other, text_of(json.dumps(report(2)), {**WHO, "root": str(other.root)}, True), SPECS)


def test_a_run_of_tomorrow_is_told(archive: Archive) -> None:
    keep(archive, run_text(1, started="2999-01-01T00:00:00+00:00"), SPECS)

    (notice,) = keep(archive, run_text(2), SPECS).notices
    assert "is recorded as started 2999-01-01T00:00:00Z, which is still to come: look at the clocks" in notice


def test_a_full_disk_leaves_nothing_and_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(archive, run_text(1), SPECS)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HistoryError, match="cannot be written: No space left on device"):
        keep(archive, run_text(2), SPECS)
    monkeypatch.undo()
    store = opened(archive)
    assert [run.short for run in runs(store, archive)] == ["00000001"]
    assert len(list(archive.runs.iterdir())) == 1
    store.close()


def test_a_database_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = (connected_file(Archive(root=tmp_path, database="h.sqlite"), make=True) for _ in range(2))
    other.patience = 0.1
    other.read("PRAGMA busy_timeout = 50")
    locked = pytest.raises(HistoryError, match=r"h\.sqlite is locked by another process")
    with one.transaction(), locked, other.transaction():
        pass
    with other.transaction():
        pass
    one.close()
    other.close()


def test_what_fails_in_a_transaction_leaves_nothing_of_it(store: Store, archive: Archive) -> None:
    keep(archive, run_text(1), SPECS)
    before = content(store)

    def failing() -> None:
        with store.transaction():
            store.write("DELETE FROM qa_runs", [{}])
            store.write("INSERT INTO qa_verdicts (run, place) VALUES (:run, 1)", [{"run": 77}])

    with pytest.raises(HistoryError):
        failing()
    assert content(store) == before
