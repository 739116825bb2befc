"""The connection to DuckDB, locked to the files of a run."""

from collections.abc import Iterable, Sequence
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
    paths, folders = _written(file.recorded.path for file in files), _written([f"{scratch}/"])
    connection.execute(
        f"set temp_directory={sql.text(str(scratch / 'spill'))}; set allowed_paths=[{paths}]; "
        f"set allowed_directories=[{folders}]; "
        "set enable_external_access=false; set python_enable_replacements=false; set lock_configuration=true"
    )
    return connection


def _written(paths: Iterable[object]) -> str:
    """Paths that are allowed: as they are, and as they are asked for, which is held against them first."""
    both = (each for path in paths for each in (str(path), sql.plain_path(path)))
    return ", ".join(map(sql.text, dict.fromkeys(both)))
