"""Photos that prove an audit: read from where they lie, and held against what the audit says of them."""

from qa_run import Deferred, Later, Reader, Template, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [Deferred("photo", "qa_run_photos.photo:Photo")]


@hookimpl
def qa_readers() -> list[Reader]:
    return [Reader("photos", (".photos",), Later("qa_run_photos.listing:read"))]


@hookimpl
def qa_templates() -> list[Template]:
    return [Template("audit", "audits of a shop window, and a photo that proves each", "qa_run_photos:templates/audit")]
