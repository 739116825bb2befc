"""Judging a few values by one criterion, without a procedure file and without a file of samples."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.builtin import plugin
from qa_run.builtin.acceptance import AtMost
from qa_run.engines.table import Engine, Wish
from qa_run.errors import Place
from qa_run.host import CORE, Host, Offer, make_host
from qa_run.judging.blocks import Touched
from qa_run.loading.criteria import Criteria, Units, Written
from qa_run.loading.document import parse
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING
from qa_run.model.kinds import Any as AnyKind
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Requirement, Shape
from qa_run.model.samples import Samples
from qa_run.model.verdict import Buckets, Nonconformity
from qa_run.offers import Offered, hookimpl, shape_of
from qa_run.planning.buckets import buckets_of, finding_names
from qa_run.planning.columns import bound_requirement, needs_of
from qa_run.running.judgement import judge
from qa_run.running.subject import Subject, cut, population, with_windows
from qa_run.testing.layouts import Layout, laid_out, layouts

COLUMN = "value"
_HERE = Place("test")
_EMPTY = Host((), plugin_offers := None, None, (), {}) if False else None  # type: ignore[arg-type]


@frozen(kw_only=True)
class Result:
    """What became of the values.

    outcome:     of the only verdict, accepted where none is nonconforming
    findings:    of each value the name of its bucket: blank where it conforms; empty for a statistic
    buckets:     how many values are in each bucket
    items:       the nonconforming values, as a report shows them
    measured:    the numbers behind the verdict
    message:     the verdict in words
    requirement: the criterion in words
    """

    outcome: Outcome
    findings: tuple[str, ...]
    buckets: Buckets
    items: tuple[Nonconformity, ...]
    measured: Mapping[str, Any]
    message: str
    requirement: str
