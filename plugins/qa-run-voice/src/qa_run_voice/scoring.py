"""How well packs hear what people hear: precision and recall on labelled utterances.

    python -m qa_run_voice.scoring tests/holdout/it.csv

The file is named for its language. Each line is `groups|utterance`: several groups with a blank between, `-` for none.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from qa_run_voice.hearing import groups_in
from qa_run_voice.packs import GROUPS

Labelled = tuple[frozenset[str], str]


@frozen
class Score:
    """How often a group was heard, rightly, and how often it should have been."""

    right: int
    heard: int
    said: int

    @property
    def precision(self) -> float:
        return self.right / self.heard if self.heard else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.said if self.said else 1.0


def labelled(path: Path) -> list[Labelled]:
    """The utterances of a file, each with the groups that a listener heard in it."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        groups, bar, utterance = line.partition("|")
        unknown = set(groups.split()) - {*GROUPS, "-"}
        if not bar or not groups.split() or unknown:
            raise ValueError(f"{path}:{number}: write groups|utterance, with groups out of {', '.join(GROUPS)} or -")
        found.append((frozenset(groups.split()) - {"-"}, utterance))
    return found


def scores(utterances: Iterable[Labelled], listen: Callable[[str], Iterable[str]]) -> dict[str, Score]:
    """The score of each group, and of all together under a blank name."""
    right, heard, said = Counter[str](), Counter[str](), Counter[str]()
    for groups, utterance in utterances:
        found = frozenset(listen(utterance))
        right.update(found & groups)
        heard.update(found)
        said.update(groups)
    every: dict[str, Score] = {group: Score(right[group], heard[group], said[group]) for group in GROUPS}
    return {**every, "": Score(right.total(), heard.total(), said.total())}


def lines(path: Path) -> Iterator[str]:
    """What is printed of one file."""
    language, utterances = path.stem, labelled(path)
    yield f"{language}: {len(utterances)} utterances"
    yield f"  {'group':<12}{'said':>5}{'heard':>7}{'right':>7}{'precision':>11}{'recall':>8}"
    for group, score in scores(utterances, lambda text: groups_in(text, language)).items():
        yield (
            f"  {group or 'all':<12}{score.said:>5}{score.heard:>7}{score.right:>7}"
            f"{score.precision:>11.3f}{score.recall:>8.3f}"
        )


def main(paths: list[str]) -> int:
    if not paths:
        print("write the files to score: python -m qa_run_voice.scoring it.csv", file=sys.stderr)
        return 4
    for path in paths:
        try:
            print("\n".join(lines(Path(path))))
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
