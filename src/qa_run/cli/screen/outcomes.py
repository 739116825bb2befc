"""How each outcome looks: a letter, a word and a colour, so that no reader depends on colour alone."""

from collections.abc import Mapping

from attrs import frozen

from qa_run.model.outcome import Outcome


@frozen(eq=False, repr=False)
class Look:
    """The letter while the run works, the word before a node id, the word in a count, the colour."""

    letter: str
    word: str
    counted: str
    colour: str


LOOKS: Mapping[Outcome, Look] = {
    Outcome.ERROR: Look("E", "ERROR", "error", "bold red"),
    Outcome.FAILED: Look("F", "FAILED", "failed", "red"),
    Outcome.NOT_INSPECTED: Look("n", "NOT INSPECTED", "not inspected", "yellow"),
    Outcome.CONCEDED: Look("c", "CONCEDED", "conceded", "yellow"),
    Outcome.MARGINAL: Look("m", "MARGINAL", "marginal", "yellow"),
    Outcome.PASSED: Look(".", "PASSED", "passed", "green"),
    Outcome.NOT_APPLICABLE: Look("-", "NOT APPLICABLE", "not applicable", "faint"),
}

#: What `-r` takes, as pytest does: a letter an outcome, `a` for all but passed, `A` for all, `N` for none.
REPORTED: Mapping[str, frozenset[Outcome]] = {
    "f": frozenset({Outcome.FAILED}),
    "n": frozenset({Outcome.NOT_INSPECTED}),
    "m": frozenset({Outcome.MARGINAL}),
    "c": frozenset({Outcome.CONCEDED}),
    "p": frozenset({Outcome.PASSED}),
    "e": frozenset({Outcome.ERROR}),
    "a": frozenset(Outcome) - {Outcome.PASSED},
    "A": frozenset(Outcome),
    "N": frozenset(),
}
#: What is reported where `-r` says nothing: all that blocks, and what goes out although something is to be said.
USUAL = frozenset({Outcome.ERROR, Outcome.FAILED, Outcome.NOT_INSPECTED, Outcome.CONCEDED, Outcome.MARGINAL})
