"""What packers live by: everything that belongs into the box, and nothing that does not."""

from qa_run import Deferred, Template, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [Deferred("contains", "qa_run_kits.contains:Contains")]


@hookimpl
def qa_templates() -> list[Template]:
    return [Template("kit", "what must be in the box, from a packing list", "qa_run_kits:templates/kit")]
