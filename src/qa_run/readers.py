"""For authors of readers: what the readers that come along use to take apart files of text, of records and of cells."""

from qa_run.sources.delimited import read_delimited
from qa_run.sources.encoding import check_utf8
from qa_run.sources.grid import as_text, grid_of, written_in
from qa_run.sources.heading import column_of, names_of
from qa_run.sources.packed import blocks, head_of, is_packed
from qa_run.sources.places import FilePlaces
from qa_run.sources.records import runs

__all__ = [
    "FilePlaces",
    "as_text",
    "blocks",
    "check_utf8",
    "column_of",
    "grid_of",
    "head_of",
    "is_packed",
    "names_of",
    "read_delimited",
    "runs",
    "written_in",
]
