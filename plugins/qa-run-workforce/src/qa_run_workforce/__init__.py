"""Who may do the work: trained for it, by the revision in force, on the day of the work; or supervised."""

from qa_run import Deferred, Template, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [Deferred("qualified", "qa_run_workforce.qualified:Qualified")]


@hookimpl
def qa_templates() -> list[Template]:
    says = "who did the work was trained for it on that day, or supervised"
    return [Template("training", says, "qa_run_workforce:templates/training")]
