"""A lot from the words of the command line to its papers: what goes, what is held, and what decides nothing."""

import json
from pathlib import Path

import pytest
from release_bakery import PROCEDURE, ROWS, SETTINGS, rows, write_key

from qa_run.loading.document import read_document
from qa_run.loading.known_trees import keep_tree


def certificate(folder: Path) -> dict:
    return json.loads((folder / "certificate.json").read_text(encoding="utf-8"))


def test_a_lot_goes(run, bakery):
    code, out, _ = run("release", "B7", "--field", "Order=4711")
    told = certificate(bakery / "release-B7")

    assert code == 0
    assert out.startswith("lot B7: go\n")
    assert "2 items of other lots" in out
    assert "not signed" in out
    assert told["decision"] == "go"
    assert told["fields"] == {"Order": "4711"}
    assert told["issuer"]["name"] == "Example Rolls Ltd"
    assert (told["decided_by"], told["key"], told["reasons"]) == (None, None, [])
    assert [(each["items"], each["items_left_out"]) for each in told["procedures"]] == [(2, 2)]
    assert {each["inspected"] for each in told["requirements"]} == {2}
    assert {each["role"] for each in told["held_against"]} == {"procedure", "settings"}


def test_a_critical_failure_stops_a_lot(run, bakery):
    code, out, _ = run("release", "B8")

    assert code == 1
    assert out.startswith("lot B8: stop\n")
    assert "critical, failed: 1 of 1 item: 1 below" in out
    assert certificate(bakery / "release-B8")["decision"] == "stop"
    assert "Stopped: not released" in (bakery / "release-B8" / "certificate.html").read_text()


def test_a_minor_failure_goes_and_is_listed(run, bakery):
    code, out, _ = run("release", "B9")
    statement = json.loads((bakery / "release-B9" / "statement.json").read_text())["predicate"]

    assert code == 0
    assert "go    specs/rolls.yaml::label::matches  minor, failed" in out
    assert statement["result"] == "WARNED"
    assert statement["warnedTests"] == ["specs/rolls.yaml::label::matches"]
    assert statement["failedTests"] == []


def test_without_settings_a_minor_failure_is_held(run, bakery):
    (bakery / "qa-run.toml").write_text("history = false\n")

    assert run("release", "B9")[:2][0] == 1
    assert certificate(bakery / "release-B9")["decision"] == "hold"


def test_a_lot_without_items_decides_nothing(run, bakery):
    code, out, _ = run("release", "B1")

    assert code == 5
    assert "the samples hold no item of it, and 4 of others" in out
    assert not (bakery / "release-B1").exists()


def test_one_procedure_without_items_of_the_lot_holds_it(run, bakery):
    (bakery / "specs" / "buns.yaml").write_text(
        PROCEDURE.replace("rolls", "buns").replace("buns.csv", "rolls.csv").replace("from: rolls.csv", "from: buns.csv")
    )
    (bakery / "specs" / "buns.csv").write_text(rows(ROWS[2:]))
    code, out, _ = run("release", "B7")

    assert code == 1
    assert "specs/buns.yaml: its samples hold no item of this lot" in out


def test_an_item_that_names_no_lot_is_not_passed_over(run, bakery):
    (bakery / "specs" / "rolls.csv").write_text(rows([*ROWS, ("R5", "", "80", "L5")]))
    code, out, _ = run("release", "B7")

    assert code == 1
    assert "hold  specs/rolls.yaml::@lot::present  major, failed: 1 of 3 items: 1 missing" in out


def test_lots_are_texts(run, bakery):
    (bakery / "specs" / "rolls.csv").write_text(rows([("R1", "007", "80", "L1"), ("R2", "7", "10", "L2")]))

    assert run("release", "007")[0] == 0
    assert run("release", "7")[0] == 1


def test_samples_without_a_lot_are_taken_by_the_word_of_the_issuer(run, bakery):
    (bakery / "specs" / "rolls.yaml").write_text(PROCEDURE.replace(", lot: batch", ""))
    (bakery / "specs" / "rolls.csv").write_text(rows(ROWS[:2]))
    code, out, _ = run("release", "B7")

    assert code == 0
    assert "its samples name no lot: that they are of this one, nobody has checked" in out
    assert "nobody has checked it" in (bakery / "release-B7" / "certificate.html").read_text()


def test_trial_limits_release_nothing(run, bakery):
    (bakery / "specs" / "rolls.yaml").write_text(
        PROCEDURE.replace("class: critical}", "class: critical, chart: {type: i_mr, rules: limits}}")
    )
    code, out, _ = run("release", "B7")

    assert code == 1
    assert "trial control limits release nothing; freeze them with qa-run baseline" in out
    assert not (bakery / "release-B7").exists()


def test_a_project_that_narrows_its_runs_releases_nothing(run, bakery):
    (bakery / "qa-run.toml").write_text('addopts = ["-k", "label"]\n' + SETTINGS)
    code, _, err = run("release", "B7")

    assert code == 4
    assert "narrows every run" in err


def test_strict_marginal_in_the_settings_holds_here_too(run, bakery):
    (bakery / "qa-run.toml").write_text('addopts = ["--strict-marginal"]\n' + SETTINGS)

    assert run("release", "B7")[0] == 0


def test_lots_of_one_supplier_need_not_hold_all(run, bakery):
    (bakery / "specs" / "rolls.yaml").write_text(
        PROCEDURE.replace("lot: batch", "lot: batch, per: [batch], expected: {batch: [B7, B8]}")
    )
    assert run("release", "B7", "--out", "a")[0] == 1

    (bakery / "qa-run.toml").write_text(SETTINGS.replace("[release]\n", "[release]\nevery_stratum = false\n"))
    assert run("release", "B7", "--out", "b")[0] == 0
    assert certificate(bakery / "b")["every_stratum"] is False


def test_the_certificate_refers_to_the_recorded_run(run, bakery):
    (bakery / "qa-run.toml").write_text(SETTINGS.replace("history = false\n", ""))
    assert run("release", "B7", "--require-history")[0] == 0

    told = certificate(bakery / "release-B7")["run"]
    assert told["recorded"] is True
    assert told["run_id"] in run("history", "show", told["run_id"][:8], "--json", "-")[1]


def test_without_a_record_that_was_required_there_are_no_papers(run, bakery):
    code, _, err = run("release", "B7", "--require-history")

    assert code == 4
    assert "no record is kept" in err
    assert not (bakery / "release-B7").exists()


def test_papers_are_not_written_over(run, bakery):
    assert run("release", "B7")[0] == 0
    before = (bakery / "release-B7" / "certificate.json").read_bytes()
    code, _, err = run("release", "B7")

    assert code == 4
    assert "papers once issued are not written over" in err
    assert (bakery / "release-B7" / "certificate.json").read_bytes() == before


def test_a_lot_with_a_slash_in_its_name_stays_in_this_folder(run, bakery):
    (bakery / "specs" / "rolls.csv").write_text(rows([("R1", "../B7", "80", "L1")]))

    assert run("release", "../B7")[0] == 0
    assert (bakery / "release-..%2FB7").is_dir()


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_keys_of_each_kind_sign_and_verify(run, bakery, kind):
    write_key(bakery, kind=kind)

    assert run("release", "B7", "--sign", "key.pem", "--by", "Ada", "--out", "p")[0] == 0
    assert run("verify", "p", "--key", "key.pub.pem")[0] == 0


def test_a_passphrase_comes_from_the_environment_and_is_never_shown(run, bakery, monkeypatch):
    write_key(bakery, passphrase="correct horse")
    words = ("release", "B7", "--sign", "key.pem", "--by", "Ada")
    first = run(*words)
    monkeypatch.setenv("QA_RUN_KEY_PASSPHRASE", "wrong horse")
    second = run(*words)
    monkeypatch.setenv("QA_RUN_KEY_PASSPHRASE", "correct horse")
    third = run(*words)

    assert [first[0], second[0], third[0]] == [4, 4, 0]
    assert "put it into the environment as QA_RUN_KEY_PASSPHRASE" in first[2]
    assert "does not open it" in second[2]
    assert "horse" not in "".join(map(str, (*first, *second, *third)))


def test_a_key_that_others_may_read_is_told(run, bakery, key):
    key.chmod(0o644)

    assert "others may read this private key" in run("release", "B7", "--sign", "key.pem", "--by", "Ada")[2]


def test_without_the_extra_it_says_what_to_install(run, bakery, key, monkeypatch):
    monkeypatch.setattr("qa_run.release.signing.find_spec", lambda name: None)

    assert "pip install 'qa-run[signing]'" in run("release", "B7", "--sign", "key.pem", "--by", "A")[2]
    assert "pip install 'qa-run[signing]'" in run("verify", "B7", "--key", "key.pub.pem")[2]


WRONG = [
    (("-k", "label"), "narrowed run"),
    (("-m", "critical"), "narrowed run"),
    (("-x",), "narrowed run"),
    (("--maxfail", "2"), "narrowed run"),
    (("--deselect", "specs"), "narrowed run"),
    (("--lf",), "narrowed run"),
    (("--ff",), "narrowed run"),
    (("--no-concessions",), "narrowed run"),
    (("specs/rolls.yaml::label",), "not by single node ids"),
    (("specs/nothing.yaml",), "there is no such file"),
    (("--samples", "none.csv"), "no file matches none.csv"),
    (("--as-of", "soon"), "--as-of soon"),
    (("--field", "Order"), "write NAME=VALUE"),
    (("--field", "=1"), "write NAME=VALUE"),
    (("--field", "A="), "write NAME=VALUE"),
    (("--field", "A=1", "--field", "A=2"), "is given twice"),
    (("--field", "A=\u202eB"), "signs that nobody sees"),
    (("--by", "Ada\nRossi"), "signs that nobody sees"),
    (("--by", " ", "--sign", "key.pem"), "names who decides"),
    (("--sign", "key.pem"), "names who decides"),
    (("--sign", "nokey.pem", "--by", "A"), "cannot be read"),
    (("--sign", "specs", "--by", "A"), "cannot be read"),
    (("--sign", "key.pub.pem", "--by", "A"), "a private one signs"),
    (("--sign", "qa-run.toml", "--by", "A"), "no private key"),
    (("--sign", "broken.pem", "--by", "A"), "is broken"),
    (("--sign", "x25519.pem", "--by", "A"), "do not sign here"),
    (("--sign", "weak.pem", "--by", "A"), "too weak"),
    (("--out", "specs"), "is there already"),
    (("--out", "no/such"), "there is no folder no"),
    (("--out", ""), "is empty"),
    (("-o", "release=go"), "stand in the settings"),
    (("--sgin", "key.pem"), "did you mean '--sign'?"),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_what_makes_no_sense_is_refused_and_nothing_written(run, bakery, words, told):
    for kind in ("ed25519", "x25519", "weak"):
        write_key(bakery, "key" if kind == "ed25519" else kind, kind)
    (bakery / "broken.pem").write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    code, out, err = run("release", "B7", *words)

    assert code == 4
    assert told in out + err
    assert not (bakery / "release-B7").exists()


@pytest.mark.parametrize("lot", ["", " ", "B\u202e7", "B\n7"])
def test_a_lot_has_a_name_that_can_be_seen(run, lot):
    assert run("release", lot)[0] == 4


def test_what_an_earlier_run_left_decides_nothing(run, bakery, monkeypatch):
    """Somebody put the tree of a procedure without the failing requirement into the cache."""
    monkeypatch.setenv("QA_RUN_CACHE", "on")
    monkeypatch.setenv("XDG_CACHE_HOME", str(bakery / "cache"))
    path = bakery / "specs" / "rolls.yaml"
    other = bakery / "other.yaml"
    looser = PROCEDURE.replace("lower: 78", "lower: 8").replace("matches: '^L[0-9]+$'", "present: true")
    other.write_text(looser, encoding="utf-8")
    keep_tree(bakery / "cache" / "qa-run", path.read_bytes(), read_document(other, "specs/rolls.yaml").root)

    assert run("specs", "--no-history")[0] == 0
    code, out, _ = run("release", "B8", "--no-history")
    assert (code, out.partition("\n")[0]) == (1, "lot B8: stop")
