"""Where a project keeps its runs: a folder of files that are the record, and a database that is their index."""

import os
from pathlib import Path
from typing import Any

from attrs import frozen

from qa_run.errors import UsageError
from qa_run.model.config import Config

#: Takes the place of the setting `history`: an address with a password belongs into no file of a project.
VARIABLE = "QA_RUN_HISTORY"
OFF = ("off", "false", "0", "no")


@frozen(kw_only=True, eq=False, repr=False)
class Archive:
    """Where runs are kept.

    root:     the folder of the project
    database: the file of the index, or its address where that is a server
    project:  what the project is called, where several keep their runs in one database
    items:    whether the files keep the nonconforming items that a run showed
    """

    root: Path
    database: str
    project: str = ""
    items: bool = True

    @property
    def folder(self) -> Path:
        return self.root / ".qa-run"

    @property
    def runs(self) -> Path:
        """Of each run a file, which is the record; the database can be made from them."""
        return self.folder / "runs"

    @property
    def specs(self) -> Path:
        """The texts of procedures, by their digests."""
        return self.folder / "specs"

    @property
    def on_server(self) -> bool:
        return "://" in self.database

    @property
    def file(self) -> Path:
        """The file of the database, where it is one."""
        return self.root / Path(self.database).expanduser()

    @property
    def shown(self) -> str:
        """The database for people, without a password."""
        if not self.on_server:
            return os.path.relpath(self.file) if self.file.is_relative_to(Path.cwd()) else str(self.file)
        scheme, _, rest = self.database.partition("://")
        login, at, host = rest.rpartition("@")
        return f"{scheme}://{login.partition(':')[0]}{at}{host.partition('?')[0]}"


def archive_of(config: Config, asked: bool = False) -> Archive | None:
    """The archive of a project by its settings; None where it keeps none.

    asked: whether the setting was given for this run, so that the variable of the environment does not change it
    """
    database = config.history
    if VARIABLE in os.environ and not asked:
        database = os.environ[VARIABLE].strip()
        if database.lower() in OFF:
            database = ""
        elif not database:
            raise UsageError(f"{VARIABLE} is blank: write a file, the URL of a database, or off")
    if not database:
        return None
    if "\0" in database or database.endswith(("/", "\\")):
        raise UsageError(f"history = {database!r} is no file: name one, or write false")
    return Archive(root=config.root, database=database, project=config.project, items=config.history_items)


def archive_asked(history: Any, here: Path) -> Archive:
    """The archive that a call names: True for that of the project in which `here` is, else a file or a URL."""
    from qa_run.loading.config import config_of

    given = () if history is True else (f"history={os.fspath(history)}",)
    archive = archive_of(config_of(here, given), asked=bool(given))
    if archive is None:
        raise UsageError("history=True, and the settings of this project keep no record: name a file or a URL")
    return archive
