"""A run put into the index: whole, once, in one transaction."""

from collections.abc import Mapping

from qa_run.errors import HistoryError
from qa_run.history.files import Step, unwatched
from qa_run.history.rows import clean, procedure_rows, run_row, source_rows, verdict_rows
from qa_run.history.run_file import RunFile
from qa_run.history.store import Store
from qa_run.history.tables import insert


def index(store: Store, file: RunFile, specs: Mapping[str, str], step: Step = unwatched) -> bool:
    """Put the run in; False where it is in there already. A HistoryError where another run is of that name."""
    step("before the transaction")
    with store.transaction():
        step("transaction begun")
        if known(store, file):
            return False
        add(store, file, specs, step)
        step("before the commit")
    step("committed")
    return True


def known(store: Store, file: RunFile) -> bool:
    """Whether the run is in the index as it is in the file."""
    found = store.read("SELECT sha256 FROM qa_runs WHERE run_id = :run_id", run_id=file.run_id)
    if found and found[0][0] != file.sha256:
        raise HistoryError(f"the run {file.run_id} is recorded with another content: one of the two was changed")
    return bool(found)


def add(store: Store, file: RunFile, specs: Mapping[str, str], step: Step = unwatched) -> None:
    """The rows of the run, in the transaction that goes on."""
    run = int(store.read("SELECT coalesce(max(run), 0) + 1 FROM qa_runs")[0][0])
    store.write(insert("qa_runs"), [run_row(run, file)])
    step("run written")
    store.write(insert("qa_specs"), [{"sha256": digest, "text": clean(text)} for digest, text in specs.items()])
    store.write(insert("qa_procedures"), procedure_rows(run, file))
    store.write(insert("qa_sources"), source_rows(run, file))
    step("procedures written")
    verdicts = list(verdict_rows(run, file))
    half = len(verdicts) // 2
    store.write(insert("qa_verdicts"), verdicts[:half])
    step("half of the verdicts")
    store.write(insert("qa_verdicts"), verdicts[half:])
    step("verdicts written")
