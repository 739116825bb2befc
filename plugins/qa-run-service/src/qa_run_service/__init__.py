"""What a service desk lives by: doing what was said when it was said."""

from qa_run import Deferred, Template, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [Deferred("promise", "qa_run_service.promises:Promise")]


@hookimpl
def qa_templates() -> list[Template]:
    says = "ready on the day promised, or told before and offered something"
    return [Template("repair", says, "qa_run_service:templates/repair")]
