"""The demo: the shipped samples are judged, then a bad batch is refused, and that was meant.

`python specs/demo.py QA_RUN` runs the very command that users have. It fails where the good samples do not pass, or
where the bad batch names other items than the answer that was written when the faults were sown.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SPECS = Path(__file__).parent
SPEC, BATCH, ANSWER = SPECS / "ham.yaml", SPECS / "samples/bad/ham.csv", SPECS / "answers/ham.json"


def main(qa_run: str) -> int:
    """Run both and say what came of them; 0 where both did what they should."""
    good = _said([qa_run, str(SPECS)])
    if good:
        print("demo: the shipped samples should pass, and did not")
        return 1
    print("\nNow a bad batch: the same sandwiches, with faults sown into them.\n")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        bad = _said([qa_run, str(SPEC), "--samples", str(BATCH)])
        subprocess.run(
            [qa_run, str(SPEC), "--samples", str(BATCH), "--items", "1000", "-qq", "--json", str(report)],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        named = _named(json.loads(report.read_text(encoding="utf-8")))
    sown = {
        (row["item"], row["characteristic"], row["finding"])
        for row in json.loads(ANSWER.read_text(encoding="utf-8"))
        if "item" in row
    }
    if bad != 1 or named != sown:
        print(f"demo: the report names {len(named ^ sown)} other findings than were sown (exit code {bad})")
        return 1
    print(f"\nThe batch was refused, and that was meant: all {len(sown)} sown faults were named, and nothing else.")
    return 0


def _said(command: list[str]) -> int:
    print("$ qa-run", *command[1:], flush=True)
    code = subprocess.run(command, check=False).returncode
    print(f"exit code {code}", flush=True)
    return code


def _named(report: dict[str, list[dict[str, list[dict[str, str]] | str]]]) -> set[tuple[object, object, object]]:
    return {
        (item["item"], verdict["characteristic"], item["finding"])
        for verdict in report["verdicts"]
        for item in verdict["items"]
        if isinstance(item, dict)
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "qa-run"))
