"""The procedures of a session, found by one rule and loaded together: bases and equal names concern several files."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from attrs import define, field
from qa_run import QaRunError, SpecErrors
from qa_run.embedding import Found, Host, Options, Procedure, discovered, host_of, load

from pytest_qa_run.sniffing import ENDINGS, is_surely_procedure, may_be_procedure
from pytest_qa_run.wishes import Wishes


@define(slots=False, eq=False, repr=False)
class Specs:
    """What pytest may meet as a procedure, and what became of it.

    faults: what is wrong with a file, as told to a person
    """

    wishes: Wishes
    loaded: dict[Path, Procedure] = field(factory=dict)
    faults: dict[Path, str] = field(factory=dict)
    _complete: bool = False

    @cached_property
    def host(self) -> Host:
        return host_of(Options(plugins=self.wishes.plugins))

    def is_wanted(self, path: Path) -> bool:
        """Whether pytest is to collect this file."""
        return path.resolve() in self.opted or _is_given(path, self.wishes.given)

    @cached_property
    def opted(self) -> Mapping[Path, Found]:
        """The files that the settings mean, by the rule that a run of qa-run has."""
        found = discovered(self.wishes.opted, self.wishes.root) if self.wishes.opted else ()
        return {each.path.resolve(): each for each in found}

    def procedure(self, path: Path) -> Procedure | None:
        """The procedure in this file; None where it is only there for others to extend. Raises ValueError: faults."""
        self._load()
        key = path.resolve()
        if key in self.faults:
            raise ValueError(self.faults[key])
        return self.loaded.get(key)

    def _load(self) -> None:
        if self._complete:
            return
        self._complete = True
        files = {**self.opted, **{each.path.resolve(): each for each in _given_files(self.wishes.given)}}
        clean = self._told(list(files.values()))
        if len(clean) < len(files):
            for each in clean if self._told(clean) != clean else []:
                self._told([each], alone=True)

    def _told(self, files: Sequence[Found], alone: bool = False) -> list[Found]:
        """Load `files`, or note what is wrong with them; those with nothing wrong of their own are given back."""
        try:
            procedures = load(files, self.host, self.wishes.root)
        except SpecErrors as errors:
            by_file: dict[Path, list[str]] = {}
            for fault in errors.faults:
                path = files[0].path if alone else self.wishes.root / fault.place.file
                by_file.setdefault(path.resolve(), []).append(str(fault))
            self.faults.update({path: "\n".join(told) for path, told in by_file.items()})
        except QaRunError as error:
            self.faults.update({each.path.resolve(): str(error) for each in files})
        else:
            self.loaded.update({(self.wishes.root / each.path).resolve(): each for each in procedures})
        return [each for each in files if each.path.resolve() not in self.faults]


def _is_given(path: Path, given: Sequence[Path]) -> bool:
    """Whether the command line means this file: by its name, or by a folder and beyond doubt."""
    if path in given:
        return may_be_procedure(path)
    return any(each in path.parents for each in given) and is_surely_procedure(path)


def _given_files(given: Sequence[Path]) -> Iterator[Found]:
    for each in given:
        if each.is_file() and _ends_well(each) and may_be_procedure(each):
            yield Found(each, True)
        for path in _below(each) if each.is_dir() else ():
            if is_surely_procedure(path):
                yield Found(path, False)


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(names) if _ends_well(Path(name)))


def _ends_well(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS
