"""`schema`, `plugins` and `explain`, which are commands only as the first word and only by their full names."""

import json

import pytest

from qa_run.host import CORE, make_host


def test_the_schema_of_the_report_is_printed(run):
    code, out, _ = run("schema", "report")

    assert code == 0
    assert json.loads(out)["$id"] == "qa-run/report/1"


def test_the_schema_of_procedures_knows_what_is_installed(run):
    pytest.importorskip("qa_run.loading.schema")
    code, out, _ = run("schema")

    assert code == 0
    assert "differs_from" in json.dumps(json.loads(out))


def test_the_plugins_and_what_they_offer(run):
    code, out, _ = run("plugins")

    assert code == 0
    assert "qa_run.builtin.plugin" in out
    assert "differs_from" in out
    assert "at_most" in out


def test_a_criterion_is_explained(run):
    code, out, _ = run("explain", "exactly")

    assert code == 0
    assert out.startswith("exactly  a criterion, offered by qa-run")
    assert "The recorded value is exactly this one" in out
    assert "exactly: VALUE is short for exactly: {value: VALUE}" in out
    assert "not the value" in out


def test_a_key_that_is_written_flat_leads_to_its_criterion(run):
    assert run("explain", "tolerance")[1].startswith("limits  a criterion")
    assert run("explain", "at_most")[1].startswith("at_most  a rule for accept")


def test_every_criterion_can_be_explained_within_80_columns(run):
    from qa_run.builtin import plugin

    host = make_host([(CORE, plugin)])
    for name in {offer.full_name for offers in (host.criteria, host.acceptance) for offer in offers.by_name.values()}:
        code, out, _ = run("explain", name)

        assert code == 0
        assert max(map(len, out.splitlines())) <= 80


def test_an_example_shows_what_is_recorded_beside_and_what_comes_of_it(run):
    out = run("explain", "no_later_than")[1]
    start = out.index("  example no_later_than: due")

    assert out[start:].splitlines()[:4] == [
        "  example no_later_than: due",
        "    with due          2026-03-02, 2026-03-02",
        "    passes            2026-03-02",
        "    late              2026-03-03",
    ]


def test_an_example_of_an_observation_shows_what_it_gives(run):
    out = run("explain", "minus")[1]

    assert "  example minus: [gross, tare, lid]\n    with gross " in out
    assert "    gives             499.5, (blank), (blank), -2.0" in out


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("gap", ["gap: {claimed: …, at_most: …, of: …}"]),
        (
            "found_in",
            ["found_in: VALUE is short for found_in: {reference: VALUE}", "found_in: {reference: …, marginal: …}"],
        ),
        ("present", ["present: true"]),
        ("increases", ["increases: {by: …}"]),
        ("missing_step", ["missing_step: VALUE is short for missing_step: {steps: VALUE}"]),
    ],
)
def test_it_is_said_how_to_write_it_in_short_and_with_keys_that_go_together(run, name: str, written: list[str]):
    told = run("explain", name)[1].partition("  written ")[2].partition("\n\n")[0].splitlines()

    assert [each.strip() for each in told] == written


def test_examples_are_shown_whole(run):
    out = run("explain", "steps")[1]

    assert "…" not in out.partition("  example ")[2]
    assert "    with              (no rows)\n    gives             (blank)" in run("explain", "total")[1]


def test_a_command_that_does_not_come_first_is_told(run):
    code, out, err = run("-v", "explain", "limits")

    assert (code, out) == (4, "")
    assert "explain: a command comes first, and here is no file of that name: qa-run explain …" in err


def test_a_folder_of_that_name_is_reached_by_its_path(run, kitchen):
    (kitchen / "specs").rename(kitchen / "schema")

    assert "schema/ham.yaml" in run("./schema")[1]
    assert run("schema", "report")[1].startswith("{")


def test_a_path_that_holds_an_equals_sign_is_a_path(run, kitchen):
    (kitchen / "ham=old.csv").write_text((kitchen / "bad.csv").read_text())
    (kitchen / "day=1").mkdir()
    (kitchen / "day=1" / "b.csv").write_text((kitchen / "bad.csv").read_text())

    assert run("--samples", "ham=old.csv")[0] == 1
    assert run("--samples", "day=1/b.csv")[0] == 1
