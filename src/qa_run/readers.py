"""For authors of readers: what the readers that come along use to take apart files of text, of records and of cells.

Each name is imported when it is first used; `readers.pyi` tells type checkers and editors the same names.
"""

from qa_run.lazily import lazily

_HOME = {
    "FilePlaces": "qa_run.sources.places",
    "as_text": "qa_run.sources.grid",
    "blocks": "qa_run.sources.packed",
    "check_utf8": "qa_run.sources.encoding",
    "column_of": "qa_run.sources.heading",
    "grid_of": "qa_run.sources.grid",
    "head_of": "qa_run.sources.packed",
    "is_guide": "qa_run.sources.guide",
    "is_packed": "qa_run.sources.packed",
    "names_of": "qa_run.sources.heading",
    "read_delimited": "qa_run.sources.delimited",
    "runs": "qa_run.sources.records",
    "written_in": "qa_run.sources.grid",
}

__all__ = sorted(_HOME)
__getattr__ = lazily(__name__, _HOME)
