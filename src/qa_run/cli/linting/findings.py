"""What `lint` finds: faults, which keep a run from starting, and warnings, which do not."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from qa_run.errors import Fault, Place
from qa_run.model.procedure import Procedure

ERROR, WARNING = "error", "warning"
#: Every kind of finding: its level, and what it means.
RULES = {
    "syntax": (ERROR, "The file cannot be read as YAML, TOML or JSON, or not unambiguously."),
    "unknown-key": (ERROR, "Nothing knows this key: it would be left out in silence."),
    "missing": (ERROR, "Something is not there without which nothing can be judged."),
    "value": (ERROR, "What is written here cannot be understood, or contradicts itself."),
    "extends": (ERROR, "The file cannot be put together with the one that it extends."),
    "name": (ERROR, "Two procedures have one name."),
    "weaker-than-base": (WARNING, "The file asks for less than the one that it extends."),
    "without-effect": (WARNING, "What is written here decides nothing."),
    "unchecked-names": (WARNING, "No list says which names there are: a misspelt one would match nothing, and pass."),
}


@frozen(eq=False, repr=False)
class Finding:
    """One fault or warning, by the name of its rule."""

    fault: Fault
    rule: str

    @property
    def level(self) -> str:
        return RULES[self.rule][0]

    @property
    def place(self) -> Place:
        return self.fault.place

    @property
    def words(self) -> str:
        return self.fault.words


@frozen(eq=False, repr=False)
class Linted:
    """The files that were read, and what was found in them, in the order of the places."""

    files: Sequence[str]
    findings: Sequence[Finding]

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.findings if each.level == ERROR]

    @property
    def warnings(self) -> list[Finding]:
        return [each for each in self.findings if each.level == WARNING]

    @property
    def exit_code(self) -> int:
        return 4 if self.errors else 0


def faults(found: Iterable[Fault]) -> list[Finding]:
    return [Finding(each, each.kind if each.kind in RULES else "value") for each in found]


def warnings(procedures: Iterable[Procedure]) -> list[Finding]:
    """What a run says aloud of procedures that can be used."""
    found: list[Finding] = []
    for procedure in procedures:
        for each in procedure.overrides:
            if each.kind in ("weaker", "gone"):
                change = f"{each.now}, was {each.was}" if each.now else f"taken away, was {each.was}"
                message = f"{'.'.join(each.path)}: {change} at {each.base}"
                found.append(Finding(Fault(each.place, message), "weaker-than-base"))
        found += [Finding(each, each.kind) for each in procedure.notices]
    return found
