"""Everything that comes along, offered through the same hooks as a stranger's plugin."""

from qa_run import Deferred, Later, Reader, Reporter, Template, hookimpl
from qa_run.builtin.acceptance import AtMost
from qa_run.builtin.criteria import limits
from qa_run.builtin.readers import READERS
from qa_run.builtin.reporters.json_report import JSON

HTML = "qa_run.builtin.reporters.html.page"
#: Where the criteria are that are imported when a procedure names them.
CRITERIA = {
    "criteria.presence": {"present": "Present", "absent": "Absent"},
    "criteria.values": {"exactly": "Exactly", "equals": "Equals", "one_of": "OneOf", "none_of": "NoneOf"},
    "criteria.texts": {"matches": "Matches", "length": "Length"},
    "criteria.others": {"differs_from": "DiffersFrom", "no_more_than": "NoMoreThan", "no_less_than": "NoLessThan"},
    "criteria.times": {
        "no_later_than": "NoLaterThan", "not_before": "NotBefore",
        "later_than": "LaterThan", "earlier_than": "EarlierThan",
    },
    "criteria.hours": {"during": "During"},
    "criteria.kinds": {"kinds": "Kinds", "timed": "Timed"},
    "criteria.many": {"unique": "Unique", "increases": "Increases", "ordered": "OrderedValues"},
    "criteria.numbers": {
        "median": "Median", "quantile": "Quantile", "range": "Range",
        "total": "Total",
    },
    "criteria.moments": {"mean": "Mean", "stdev": "Stdev"},
    "criteria.counts": {"count": "Count", "distinct": "Distinct", "freshness": "Freshness", "share": "ShareOf"},
    "criteria.references": {"found_in": "FoundIn"},
    "workflow.steps": {"steps": "Steps"},
    "charts.chart": {"chart": "Chart"},
    "capability.capability": {"capability": "Capability"},
    "variables.by_variables": {"by_variables": "ByVariables"},
    "comparing.alike": {"alike": "Alike"},
    "comparing.compared": {"compared": "Compared"},
    "comparing.tolerance": {"tolerance_interval": "ToleranceLimits"},
    "comparing.consistent": {"consistent": "Consistent"},
    "comparing.checkers": {"checkers_alike": "CheckersAlike"},
    "checklists.checklist": {"checklist": "Checklist"},
    "surveys.gap": {"gap": "Gap"},
    "surveys.mode_gap": {"mode_gap": "ModeGap"},
    "surveys.scores": {"csat": "Satisfied", "nps": "NetPromoters"},
    "measuring.gage_rr": {"gage_rr": "GageRR"},
    "measuring.type_1": {"gage_type_1": "GageType1"},
    "measuring.bias": {"bias": "Bias"},
    "measuring.linearity": {"linearity": "Linearity"},
    "agreement.agreement": {"agreement": "Agreement"},
}  # fmt: skip

#: Where the kinds of observations are.
OBSERVATIONS = {
    "observations.arithmetic": {"minus": "Minus", "sum": "Sum", "per_unit": "PerUnit"},
    "observations.counted": {
        "count": "CountOf", "distinct": "DistinctOf", "total": "TotalOf", "repeats": "Repeats", "position": "Position",
    },
    "observations.moments": {"first": "First", "last": "Last", "value": "ValueAt", "elapsed": "Elapsed"},
    "observations.earlier": {"latest_before": "LatestBefore"},
    "observations.steps": {"missing_step": "MissingStep", "wrong_order": "WrongOrder"},
    "checklists.score": {"score": "Score"},
}  # fmt: skip

#: Where the reporters are that are imported when somebody asks for their report.
REPORTERS = {
    "junit": "junit:junit", "xunit": "junit:xunit", "tap": "tap:tap", "ctrf": "ctrf:ctrf", "jsonl": "events:jsonl",
    "github": "github:github", "markdown": "markdown:markdown", "env": "dotenv:env",
}  # fmt: skip


@hookimpl
def qa_criteria() -> list[type | Deferred]:
    homes = {name: f"{module}:{cls}" for module, classes in CRITERIA.items() for name, cls in classes.items()}
    return [limits.WithinLimits, *(Deferred(name, f"qa_run.builtin.{home}") for name, home in homes.items())]


@hookimpl
def qa_acceptance() -> list[type | Deferred]:
    return [AtMost, Deferred("plan", "qa_run.builtin.plans:SamplingPlan")]


@hookimpl
def qa_observations() -> list[type | Deferred]:
    homes = {name: f"{module}:{cls}" for module, classes in OBSERVATIONS.items() for name, cls in classes.items()}
    return [Deferred(name, f"qa_run.builtin.{home}") for name, home in homes.items()]


@hookimpl
def qa_readers() -> list[Reader]:
    return list(READERS)


@hookimpl
def qa_reporters() -> list[Reporter]:
    homes = {name: Later(f"qa_run.builtin.reporters.{home}") for name, home in REPORTERS.items()}
    page = Reporter("html", Later(f"{HTML}:render"), frozenset({"digests", "pictures"}), {"jinja2": "html"})
    return [JSON, page, *(Reporter(name, home) for name, home in homes.items())]


#: The first procedures that come along, each in a folder of its name.
TEMPLATES = {
    "portion": "portions weighed and counted, the same at every counter",
    "promise": "what was promised is delivered in time, or the customer is told beforehand",
    "checklist": "a list of what has to be done and checked, by two people",
}


@hookimpl
def qa_templates() -> list[Template]:
    return [Template(name, says, f"qa_run.builtin:templates/{name}") for name, says in TEMPLATES.items()]
