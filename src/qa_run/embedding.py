"""For programs that carry out runs themselves and show them in their own way, such as a test runner or a service.

Each name is imported when it is first used; `embedding.pyi` tells type checkers and editors the same names.
"""

from qa_run.lazily import lazily

_HOME = {
    "Found": "qa_run.loading.discovering",
    "Host": "qa_run.host",
    "Inspectable": "qa_run.planning.selecting",
    "Options": "qa_run.session",
    "Procedure": "qa_run.model.procedure",
    "ProcedureReport": "qa_run.model.report",
    "Requirement": "qa_run.model.procedure",
    "Section": "qa_run.cli.screen.plain",
    "carry_out": "qa_run.session",
    "discovered": "qa_run.loading.discovering",
    "host_of": "qa_run.session",
    "inspectable": "qa_run.running.inspectable",
    "load": "qa_run.loading.loader",
    "moment": "qa_run.session.moments",
    "notices_of": "qa_run.cli.screen.plain",
    "places_of": "qa_run.judging.places",
    "samples_of": "qa_run.cli.words",
    "section": "qa_run.cli.screen.plain",
    "what_blocks": "qa_run.cli.screen.plain",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
