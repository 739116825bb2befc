"""Every public function of the statistics: what it makes of bad input is a stated result or a ValueError in words.

`GOOD` has a call of each that works. In each argument the numbers are then made bad in turn: not a number, infinite,
none at all, one or two, all equal, all zero, negative, no whole number; of two limits one is taken away, and a lot made
smaller than its plan. No warning may come of it, nothing that is not a number may be
answered in silence, and no other exception may be raised. A new function without a row fails.
"""

import importlib
import inspect
import math
import pkgutil
import warnings
from collections.abc import Iterator
from typing import Any

import attrs
import numpy as np
import pytest
from bad_input import GOOD, NAN_MEANS, PLAN

import qa_run.statistics
from qa_run.statistics.capability import SpecificationLimits


def public() -> dict[str, Any]:
    """Every function that a room of the statistics gives out, as `room.name`."""
    found = {}
    for module in pkgutil.iter_modules(qa_run.statistics.__path__):
        if module.ispkg:
            room = importlib.import_module(f"qa_run.statistics.{module.name}")
            for name in room.__all__:
                if inspect.isfunction(getattr(room, name)):
                    found[f"{module.name}.{name}"] = getattr(room, name)
    return found


PUBLIC = public()


def is_row(value: Any) -> bool:
    return isinstance(value, list | np.ndarray) and np.asarray(value).dtype.kind in "if" and np.asarray(value).size > 0


def made_bad(value: Any) -> Iterator[tuple[str, Any]]:
    """The value made bad in each of several ways, each with its name."""
    if is_row(value):
        row = np.asarray(value, dtype=float)
        for name, bad in (("nan", np.nan), ("inf", np.inf), ("-inf", -np.inf), ("negative", -1.0)):
            spoilt = row.copy()
            spoilt.flat[row.size // 2] = bad
            yield f"{name} within", spoilt
        yield "empty", np.empty((0, *row.shape[1:]))
        yield "one", row[:1]
        yield "two", row[:2]
        yield "all equal", np.full(row.shape, row.flat[0])
        yield "all zero", np.zeros(row.shape)
        yield "all nan", np.full(row.shape, np.nan)
    elif isinstance(value, tuple) and value and all(isinstance(each, int | float | list) for each in value):
        for place, each in enumerate(value):
            for name, bad in made_bad(each):
                yield f"{name} at {place}", (*value[:place], bad, *value[place + 1 :])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from (("nan", math.nan), ("inf", math.inf), ("-inf", -math.inf), ("zero", 0), ("negative", -1))
        yield from (("one", 1), ("two", 2), ("and a half", value + 0.5))
    elif isinstance(value, SpecificationLimits):
        yield "lower only", SpecificationLimits(lower=value.lower)
        yield "upper only", SpecificationLimits(upper=value.upper)


def made_fewer(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What is bad by what it stands for: a limit that is not there, a lot smaller than the plan."""
    if name in ("lower", "upper"):
        yield "not there", None
    elif name == "lot_size":
        yield "one less than the plan", PLAN.n - 1
        yield "as the plan", PLAN.n
    elif name == "lot_sizes":
        yield "none", np.array([0, 5])


def holes(found: Any, path: str = "") -> Iterator[str]:
    """Where an answer holds what is not a number."""
    if isinstance(found, float | np.floating):
        if math.isnan(found):
            yield path or "the answer"
    elif isinstance(found, np.ndarray):
        if found.dtype.kind == "f" and np.isnan(found).any():
            yield path or "the answer"
    elif attrs.has(type(found)):
        for field in attrs.fields(type(found)):
            yield from holes(getattr(found, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(found, tuple | list):
        for place, each in enumerate(found):
            yield from holes(each, f"{path}[{place}]")


def fault_of(name: str, arguments: dict[str, Any]) -> str:
    """What is wrong with the answer; blank where it is one, or a ValueError in words of this house."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = PUBLIC[name](**arguments)
        except ValueError as error:
            told = str(error).strip()
            return f"numpy's own words: {told}" if "broadcast" in told or not told else ""
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    silent = [each for each in holes(found) if each not in NAN_MEANS.get(name, ())]
    return f"not a number in {', '.join(silent)}" if silent else ""


def test_every_function_has_a_row() -> None:
    assert set(GOOD) == set(PUBLIC), "give each function a call that works"


@pytest.mark.parametrize("name", sorted(GOOD))
def test_the_good_call_is_good(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = PUBLIC[name](**GOOD[name])

    assert [each for each in holes(found) if each not in NAN_MEANS.get(name, ())] == []


@pytest.mark.parametrize("name", sorted(GOOD))
def test_bad_input_is_told_or_answered(name: str) -> None:
    faults = [
        f"{argument} {how}: {fault}"
        for argument, value in GOOD[name].items()
        for how, bad in (*made_bad(value), *made_fewer(argument, value))
        if (fault := fault_of(name, {**GOOD[name], argument: bad}))
    ]

    assert faults == [], "\n".join(faults)
