"""The connection to DuckDB, locked to the files of a run."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from qa_run.engines import sql
from qa_run.sources.source import OpenFile


def connect(files: Sequence[OpenFile], scratch: Path) -> Any:
    """A connection that can read `files` and `scratch`, and nothing else: no network, no other path, no setting."""
    return locked(duckdb.connect(), files, scratch)


def locked(connection: Any, files: Sequence[OpenFile], scratch: Path) -> Any:
    """`connection`, from now on able to read `files` and `scratch` only; nothing unlocks it again."""
    paths = ", ".join(sql.text(str(file.recorded.path)) for file in files)
    connection.execute(
        f"set temp_directory={sql.text(str(scratch / 'spill'))}; set allowed_paths=[{paths}]; "
        f"set allowed_directories=[{sql.text(str(scratch) + '/')}]; "
        "set enable_external_access=false; set python_enable_replacements=false; set lock_configuration=true"
    )
    return connection
