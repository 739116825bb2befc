"""A condition that holds for nothing says what it met instead."""

from pathlib import Path

from qa_run import Outcome, run

PROCEDURE = """
procedure: hot
samples: {from: w.csv}
characteristics:
  temp: {lower: 75, when: {stage: served_hot}}
"""


def test_a_condition_that_holds_for_nothing_lists_the_values_seen(tmp_path: Path) -> None:
    (tmp_path / "hot.yaml").write_text(PROCEDURE)
    (tmp_path / "w.csv").write_text("stage,temp\nserved-hot,80\nserved-hot,70\ncold,3\n")

    (verdict,) = run([tmp_path / "hot.yaml"]).verdicts

    assert verdict.outcome is Outcome.NOT_INSPECTED
    assert verdict.message == (
        "the condition holds for none of the items: stage is served-hot (2), cold (1); did you mean 'served-hot'?"
    )


def test_of_many_values_the_most_frequent_are_listed(tmp_path: Path) -> None:
    (tmp_path / "hot.yaml").write_text(PROCEDURE)
    rows = [f"{letter},1\n" * count for count, letter in enumerate("abcdefgh", start=1)]
    (tmp_path / "w.csv").write_text("stage,temp\n" + "".join(rows))

    (verdict,) = run([tmp_path / "hot.yaml"]).verdicts

    assert verdict.message.endswith("stage is h (8), g (7), f (6), e (5), d (4), c (3), …")
