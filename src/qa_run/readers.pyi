"""The names for authors of readers, as type checkers and editors see them."""

from qa_run.sources.delimited import read_delimited as read_delimited
from qa_run.sources.encoding import check_utf8 as check_utf8
from qa_run.sources.grid import as_text as as_text, grid_of as grid_of, written_in as written_in
from qa_run.sources.guide import is_guide as is_guide
from qa_run.sources.heading import column_of as column_of, names_of as names_of
from qa_run.sources.packed import blocks as blocks, head_of as head_of, is_packed as is_packed
from qa_run.sources.places import FilePlaces as FilePlaces
from qa_run.sources.records import runs as runs

__all__: list[str]
