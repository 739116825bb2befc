"""Files given in place of those beside the samples: `--samples orders.of=april.csv`, `--samples orders.cards=c.csv`.

Another month's log goes with another month's list: held against the list that the procedure names, each of its items
would be one too many.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from qa_run.errors import UsageError
from qa_run.model.samples import LIST, Samples


def beside_names(samples: Samples) -> Iterator[str]:
    """What can be given beside the samples: `of`, and the names of the references."""
    if samples.of is not None:
        yield LIST
    yield from samples.references


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
