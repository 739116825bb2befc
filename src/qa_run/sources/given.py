"""Files given in place of those beside the samples: `--samples orders.of=april.csv`, `--samples orders.cards=c.csv`.

Another month's log goes with another month's list: held against the list that the procedure names, each of its items
would be one too many.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve

from qa_run.errors import UsageError
from qa_run.loading.suggest import did_you_mean
from qa_run.model.samples import Samples

LIST = "of"


def beside_names(samples: Samples) -> Iterator[str]:
    """What can be given beside the samples: `of`, and the names of the references."""
    if samples.of is not None:
        yield LIST
    yield from samples.references


def check_names(given: Iterable[str], procedures: Sequence[tuple[str, Samples]]) -> None:
    """Refuse a name that is neither that of a procedure nor that of a file beside its samples."""
    names = list(dict.fromkeys(name for name, _ in procedures))
    beside = sorted({f"{name}.{each}" for name, samples in procedures for each in beside_names(samples)})
    for name in given:
        if name in names or name in beside:
            continue
        near = [each for each in beside if each.partition(".")[0] == name.partition(".")[0] != name]
        hint = did_you_mean(name, near or names) or f"there are: {', '.join(near or names) or 'none'}"
        what = "nothing beside the samples" if near else "no procedure"
        raise UsageError(f"--samples {name}=…: {what} has that name ({hint})")


def with_given(name: str, samples: Samples, given: Mapping[str, Any], here: Path) -> Samples:
    """The samples of the procedure `name`, with the files of `given` that go beside them."""
    for each in beside_names(samples):
        if (written := given.get(f"{name}.{each}")) is None:
            continue
        path = str(here / _path(f"{name}.{each}", written))
        if each == LIST and samples.of is not None:
            samples = evolve(samples, of=evolve(samples.of, path=path))
        else:
            reference = evolve(samples.references[each], path=path)
            samples = evolve(samples, references={**samples.references, each: reference})
    return samples


def _path(name: str, written: Any) -> str | Path:
    many = written if isinstance(written, list | tuple) else [written]
    if len(many) != 1 or not isinstance(many[0], str | Path):
        raise UsageError(f"--samples {name}=…: give one path, which may be a pattern")
    return many[0]
