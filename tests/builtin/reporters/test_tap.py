"""TAP, read back by tap.py."""

from tap.parser import Parser

from qa_run import Outcome


def read(text: str):
    found = list(Parser().parse_text(text))
    assert [line.text for line in found if line.category == "unknown"] == []
    assert not [line for line in found if line.category == "bail"]
    return found


def test_every_verdict_is_a_line_in_its_order(hostile, rendered):
    found = read(rendered("tap", hostile))
    tests = [line for line in found if line.category == "test"]
    many = sum(hostile.summary.values()) + len(hostile.errors) + len(hostile.refused)

    assert [line.number for line in tests] == list(range(1, many + 1))
    assert [line.expected_tests for line in found if line.category == "plan"] == [many]
    assert not any(line.skip or line.todo for line in tests)
    assert sum(line.ok for line in tests) == sum(
        n for outcome, n in hostile.summary.items() if outcome.releases
    )  # fmt: skip


def test_what_failed_says_why_in_yaml(hostile, rendered):
    tests = [line for line in read(rendered("tap", hostile)) if line.category == "test"]
    failed = next(line for line in tests if "=@everyone" in line.description and not line.ok)

    assert failed.yaml_block["outcome"] == "failed"
    assert failed.yaml_block["because"].startswith("<script>alert(2)</script> ]]> ::error:: #\\x23[error]x") or (
        failed.yaml_block["because"].startswith("<script>alert(2)</script> ]]> ::error:: ##[error]x")
    )
    assert len(failed.yaml_block["items"]) == 1


def test_what_does_not_apply_is_skipped(ended, rendered):
    text = rendered("tap", ended(Outcome.PASSED, Outcome.NOT_APPLICABLE, Outcome.NOT_INSPECTED))
    tests = [line for line in read(text) if line.category == "test"]

    assert [(line.ok, line.skip) for line in tests] == [(True, False), (True, True), (False, False)]
