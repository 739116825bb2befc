"""What a service desk lives by: doing what was said when it was said."""

from qa_run import hookimpl

from qa_run_service.promises import Promise


@hookimpl
def qa_criteria() -> list[type]:
    return [Promise]
