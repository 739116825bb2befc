"""The public names of qa_run, in the order of the alphabet. Each is imported when it is first used.

`qa-run --version` and a plugin that needs two names should not pay for the whole; `__init__.pyi` tells type checkers
and editors the same names.
"""

from importlib import import_module
from typing import Any as _Any

_HOME = {
    "AS_OF": "qa_run.engines.table",
    "Aggregate": "qa_run.model.aggregates",
    "Any": "qa_run.model.kinds",
    "Baseline": "qa_run.model.baseline",
    "Beside": "qa_run.model.beside",
    "BusinessTime": "qa_run.model.business",
    "Column": "qa_run.model.columns",
    "Deferred": "qa_run.offers",
    "Difference": "qa_run.model.quantities",
    "Duration": "qa_run.model.quantities",
    "Example": "qa_run.offers",
    "FOR_EVER": "qa_run.model.lookup",
    "Format": "qa_run.model.samples",
    "Frame": "qa_run.model.recorded",
    "Grouped": "qa_run.model.windows",
    "HistoryError": "qa_run.errors",
    "ItemRows": "qa_run.model.observation",
    "JsonLines": "qa_run.model.recorded",
    "Judged": "qa_run.model.judged",
    "Kind": "qa_run.model.kinds",
    "Labels": "qa_run.model.labels",
    "LabelsOf": "qa_run.model.labels",
    "Later": "qa_run.offers",
    "Limits": "qa_run.model.limits",
    "Lookup": "qa_run.model.lookup",
    "Nested": "qa_run.model.values",
    "Nonconformity": "qa_run.model.verdict",
    "Number": "qa_run.model.kinds",
    "NumberLimits": "qa_run.model.limits",
    "OneRow": "qa_run.model.observation",
    "Observed": "qa_run.offers",
    "Ordered": "qa_run.model.windows",
    "Outcome": "qa_run.model.outcome",
    "ParquetFile": "qa_run.model.recorded",
    "Pattern": "qa_run.model.values",
    "Place": "qa_run.errors",
    "Plot": "qa_run.model.pictures",
    "PluginError": "qa_run.errors",
    "Points": "qa_run.model.points",
    "QaRunError": "qa_run.errors",
    "Quantity": "qa_run.model.quantities",
    "Reader": "qa_run.offers",
    "Reading": "qa_run.model.recorded",
    "Recorded": "qa_run.model.recorded",
    "Rejected": "qa_run.model.recorded",
    "Report": "qa_run.model.report",
    "Reporter": "qa_run.offers",
    "Rows": "qa_run.model.rows",
    "SampleError": "qa_run.errors",
    "Selection": "qa_run.model.selection",
    "Severity": "qa_run.model.procedure",
    "Share": "qa_run.model.quantities",
    "ShareLimits": "qa_run.model.limits",
    "Signal": "qa_run.model.judged",
    "SpecErrors": "qa_run.errors",
    "Subgroups": "qa_run.model.windows",
    "Table": "qa_run.model.judged",
    "Template": "qa_run.offers",
    "Text": "qa_run.model.kinds",
    "TextFile": "qa_run.model.recorded",
    "TextRows": "qa_run.model.recorded",
    "Time": "qa_run.model.kinds",
    "Tolerance": "qa_run.model.quantities",
    "UsageError": "qa_run.errors",
    "Value": "qa_run.model.values",
    "Verdict": "qa_run.model.verdict",
    "WeekHours": "qa_run.model.week_hours",
    "Where": "qa_run.model.conditions",
    "YesNo": "qa_run.model.kinds",
    "acceptance": "qa_run.offers",
    "baseline_number": "qa_run.model.baseline",
    "by_name": "qa_run.offers",
    "column": "qa_run.offers",
    "criterion": "qa_run.offers",
    "distinct": "qa_run.model.aggregates",
    "events_column": "qa_run.offers",
    "folded": "qa_run.model.folding",
    "folded_text": "qa_run.model.folding",
    "hookimpl": "qa_run.offers",
    "how_many": "qa_run.model.aggregates",
    "how_often": "qa_run.model.aggregates",
    "inline": "qa_run.offers",
    "kind_of": "qa_run.model.values",
    "labels": "qa_run.model.labels",
    "listed_in": "qa_run.saying",
    "looked_up_by": "qa_run.offers",
    "maximum": "qa_run.model.aggregates",
    "minimum": "qa_run.model.aggregates",
    "neighbour": "qa_run.offers",
    "number_in": "qa_run.saying",
    "observation": "qa_run.offers",
    "of_procedure": "qa_run.offers",
    "or_name": "qa_run.offers",
    "quantile": "qa_run.model.aggregates",
    "run": "qa_run.calling",
    "said": "qa_run.saying",
    "scalar": "qa_run.model.judged",
    "short": "qa_run.offers",
    "stdev": "qa_run.model.aggregates",
    "total": "qa_run.model.aggregates",
    "words_beside": "qa_run.saying",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> _Any:
    if name == "__version__":
        from qa_run.version import VERSION

        return VERSION
    if name not in _HOME:
        raise AttributeError(f"module 'qa_run' has no public name {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
