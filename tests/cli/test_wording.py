"""What the tool says to somebody who is new to it: the next thing to write, not the nearest rule."""

import pytest

from qa_run.model.quantities import Share


def test_a_command_that_takes_no_node_id_says_which_file_to_write(run):
    code, _, err = run("plan", "specs/ham.yaml::slices")

    assert code == 4
    assert "a node id cannot be given here, only files and folders (write specs/ham.yaml)" in err


def test_a_word_that_a_command_does_not_take_is_no_option(run):
    assert "x: qa-run plugins takes no such word" in run("plugins", "x")[2]


def test_samples_that_were_given_are_not_looked_for_in_the_procedure(run):
    assert "no file matches nowhere.csv, which was given as samples" in run("--samples", "nowhere.csv")[1]


def test_a_folder_without_samples_is_no_missing_file(run, kitchen):
    (kitchen / "empty").mkdir()

    assert "no file in the folder empty that a reader knows" in run("--samples", "empty")[1]


@pytest.mark.parametrize(("written", "meant"), [(0.01, "write 1 %"), (20, "write 20 %"), (1, "write 1 %")])
def test_a_share_without_its_sign_is_told_as_it_was_meant(written, meant):
    with pytest.raises(ValueError, match=meant):
        Share.parse(written)


def test_yaml_to_copy_keeps_its_lines(run):
    out = run("explain", "at_most")[1]

    assert "\n      bread_g: {nominal: 80, tolerance: 4, accept: {at_most: 1 %}}\n      logged_at: " in out


def test_a_criterion_within_a_criterion_is_not_called_short(run):
    assert "written share: {of: …, lower: …}" in run("explain", "share")[1]


def test_a_statistic_counts_the_values_it_was_made_of(run, kitchen):
    (kitchen / "specs" / "ham.yaml").write_text(
        "procedure: ham\ncalled: {en: [sandwich, sandwiches]}\nsamples: {from: good.csv, item: id}\n"
        "characteristics: {grams: {mean: {upper: 60}}}\n"
    )
    (kitchen / "few.csv").write_text("id,grams\nS1,70\nS2,\n")

    assert "mean of 1 sandwich is 70; 1 of 2 values is missing" in run("--samples", "few.csv", "-q")[1]


def test_strata_tell_conditions_that_cannot_be_decided_as_they_tell_missing_values(run, kitchen):
    (kitchen / "specs" / "ham.yaml").write_text(
        "procedure: ham\nsamples: {from: good.csv, item: id, per: [shop]}\n"
        "characteristics: {slices: {exactly: 4, when: {shop: {lower: 3}}}}\n"
    )

    assert "Milano  FAILED   2    2  2 unreadable condition" in run()[1]


def test_units_that_do_not_fit_are_told_without_the_words_of_a_library(run, kitchen):
    (kitchen / "specs" / "ham.yaml").write_text(
        "procedure: ham\nsamples: {from: good.csv}\ncharacteristics:\n"
        "  grams: {unit: kg, recorded_in: grm, lower: 1}\n  slices: {unit: g, lower: 3 degC}\n"
    )
    err = run()[2]

    assert "kg cannot be converted to grm: no unit is called grm" in err
    assert "degC cannot be converted to g: the two do not measure the same thing" in err


def test_a_change_that_cannot_be_compared_is_told_in_every_run(run, kitchen):
    (kitchen / "specs" / "three.yaml").write_text(
        "extends: ham.yaml\nprocedure: three\ncharacteristics: {slices: {exactly: 3}}\n"
    )

    assert "changed   characteristics.slices.exactly: 3, was 4" in run("specs/three.yaml")[1]
