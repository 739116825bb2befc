"""A whole call, stage by stage, as procedures write it."""

from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import SpecErrors
from qa_run.testing import conformance

from qa_run_voice.calls import Phrases

CALLS = """\
call|at|by|stage|said|ends
1|2026-03-02 09:00:00|agent|opening|Buongiorno, come posso aiutarla?|2026-03-02 09:00:04
1|2026-03-02 09:00:20|customer||Sì, grazie mille.|2026-03-02 09:00:22
1|2026-03-02 09:00:24|agent|other|Prego, si figuri.|2026-03-02 09:00:25
1|2026-03-02 09:00:30|agent|close|La ringrazio della chiamata, arrivederci.|2026-03-02 09:00:34
2|2026-03-02 10:00:00|agent|opening|Sì?|2026-03-02 10:00:01
2|2026-03-02 10:00:20|customer||Grazie.|2026-03-02 10:00:21
2|2026-03-02 10:00:22|agent|other|Sicuro.|2026-03-02 10:00:23
2|2026-03-02 10:00:30|agent|close|La ringrazio della sua chiamata e del tempo, arrivederci.|2026-03-02 10:00:31
3|2026-03-02 11:00:20|customer||Grazie.|2026-03-02 11:00:21
3|2026-03-02 11:00:22|agent|other|È sicuro?|2026-03-02 11:00:23
3|2026-03-02 11:00:30|agent|close|Grazie, arrivederci.|2026-03-02 11:00:33
"""


def judged(folder: Path, written: str, voice: dict[str, Any], time: str = "time: at, ") -> qa_run.Verdict:
    (folder / "calls.csv").write_text(CALLS, encoding="utf-8")
    (folder / "p.yaml").write_text(
        f"procedure: p\nsamples: {{from: calls.csv, item: call, {time}events: {{name: stage}}, of: rows,"
        ' format: {delimiter: "|"}}\n'
        f"characteristics:\n  courtesy: {{phrases: {{language: it, text: said, speaker: by, {written}}}}}\n",
        encoding="utf-8",
    )
    return next(v for v in qa_run.run(folder / "p.yaml", **voice).verdicts if v.characteristic == "courtesy")


def test_the_kit_judges_its_examples() -> None:
    conformance(Phrases)


def test_each_call_is_told_by_stage_and_group(tmp_path: Path, voice: dict[str, Any]) -> None:
    stages = (
        "until: ends, stages: {after_thanks: {forbidden: [dismissive]}, "
        "close: {required: [thanks, goodbye], at_least: 2 s, words_per_second: 5}, first: {required: [greeting]}}"
    )
    verdict = judged(tmp_path, stages, voice)

    assert {item.item: item.value for item in verdict.items} == {
        "2": "after thanks: dismissive; close: hurried; first words: greeting missing",
        "3": "first words: greeting missing",
    }
    assert dict(verdict.buckets.findings) == {"after thanks: dismissive": 1, "first words: greeting missing": 1}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("stages: {}", "stages"),
        ("stages: {close: {}}", "a stage says what is required, in_each, or forbidden"),
        ("stages: {close: {required: [thnks]}}", "did you mean 'thanks'"),
        ("stages: {close: {required: [thanks], forbidden: [thanks]}}", "thanks is both required and forbidden"),
        ("stages: {after_thank: {forbidden: [dismissive]}}", "did you mean after_thanks"),
        ("stages: {close: {at_least: 2 s}}", "write seconds: or until:"),
        ("until: ends, stages: {last: {at_least: 2 s}}", "at_least goes with a stage"),
        ("stages: {request: {in_each: [please]}, any: {forbidden: [insult]}}", "request requires nothing"),
        ("ours: [], stages: {close: {required: [thanks]}}", "ours"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, voice: dict[str, Any], written: str, told: str) -> None:
    with pytest.raises(SpecErrors, match=told):
        judged(tmp_path, written, voice)


def test_who_goes_by_what_was_said_before_needs_a_time(tmp_path: Path, voice: dict[str, Any]) -> None:
    with pytest.raises(SpecErrors, match="phrases goes by time, and the samples have none"):
        judged(tmp_path, "stages: {after_thanks: {forbidden: [dismissive]}}", voice, time="")
