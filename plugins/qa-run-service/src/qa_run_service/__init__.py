"""What a service desk lives by: doing what was said when it was said."""

from qa_run import Deferred, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [Deferred("promise", "qa_run_service.promises:Promise")]
