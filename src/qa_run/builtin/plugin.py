"""Everything that comes along, offered through the same hooks as a stranger's plugin."""

from qa_run import Reader, Reporter, hookimpl
from qa_run.builtin.acceptance import AtMost
from qa_run.builtin.charts import chart
from qa_run.builtin.comparing import alike, compared, tolerance
from qa_run.builtin.criteria import counts, limits, many, moments, numbers, others, presence, texts, times, values
from qa_run.builtin.readers import READERS
from qa_run.builtin.reporters.json_report import JSON


@hookimpl
def qa_criteria() -> list[type]:
    return [
        limits.WithinLimits,
        presence.Present, presence.Absent,
        values.Exactly, values.Equals, values.OneOf, values.NoneOf,
        texts.Matches, texts.Length,
        others.DiffersFrom, others.NoMoreThan, others.NoLessThan,
        times.NoLaterThan, times.NotBefore, times.LaterThan, times.EarlierThan,
        many.Unique, many.Increases, many.OrderedValues,
        moments.Mean, numbers.Median, numbers.Quantile, moments.Stdev, numbers.Range, numbers.Total,
        chart.Chart,
        alike.Alike, compared.Compared, tolerance.ToleranceLimits,
        counts.Count, counts.Distinct, counts.Freshness, counts.ShareOf,
    ]  # fmt: skip


@hookimpl
def qa_acceptance() -> list[type]:
    return [AtMost]


@hookimpl
def qa_readers() -> list[Reader]:
    return list(READERS)


@hookimpl
def qa_reporters() -> list[Reporter]:
    return [JSON]
