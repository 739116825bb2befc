"""Text that came from files, made fit for what reads it: in no form can an item's name or value say more than it is."""

from qa_run.lazily import lazily

_HOME = {
    "json_text": "qa_run.escaping.plain_json",
    "markdown_code": "qa_run.escaping.markdown",
    "markdown_text": "qa_run.escaping.markdown",
    "uncommanding": "qa_run.escaping.invisible",
    "visible": "qa_run.escaping.invisible",
    "workflow_annotations": "qa_run.escaping.workflow",
    "workflow_command": "qa_run.escaping.workflow",
    "xml_text": "qa_run.escaping.xml",
}

__all__ = sorted(_HOME)

__getattr__ = lazily(__name__, _HOME)
