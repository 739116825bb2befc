"""One procedure's sample, from opened files to its report, with the looks at whole files that go beside the scan."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import evolve

from qa_run.engines.duck import Duck, MixedLineEnds
from qa_run.engines.frames import frames
from qa_run.host import Host
from qa_run.model.procedure import Procedure
from qa_run.model.recorded import ParquetFile, TextFile
from qa_run.model.report import ProcedureReport, SourceReport
from qa_run.running.judgement import Judgement, judge
from qa_run.sources.digests import Digest, digest_of
from qa_run.sources.source import OpenFile, Source

Connect = Callable[[], Any]


def inspect(
    procedure: Procedure, source: Source, host: Host, as_of: datetime, limit: int, connect: Connect, digests: bool
) -> ProcedureReport:
    """The report on `procedure`; raises SampleError where a file cannot be understood or changed meanwhile."""
    if source.frame is not None:
        engine = frames(source.frame.frame, procedure.samples.format)
        judgement = judge(procedure, engine, host, as_of, limit)
        return _report(procedure, judgement, (_frame_report(procedure, judgement),))
    with _beside(source.files, digests) as looks:
        try:
            files, judgement, duck = _judged(procedure, source.files, host, as_of, limit, connect)
        except MixedLineEnds:
            mended = tuple(map(_mended, source.files))
            files, judgement, duck = _judged(procedure, mended, host, as_of, limit, connect)
        reports = tuple(
            _file_report(procedure, file, duck, number, judgement, looks) for number, file in enumerate(files)
        )
    return _report(procedure, judgement, reports)


def _judged(
    procedure: Procedure,
    files: tuple[OpenFile, ...],
    host: Host,
    as_of: datetime,
    limit: int,
    connect: Connect,
) -> tuple[tuple[OpenFile, ...], Judgement, Duck]:
    duck = Duck(connect(), files, procedure.samples.format)
    return files, judge(procedure, duck, host, as_of, limit), duck


def _mended(file: OpenFile) -> OpenFile:
    recorded = file.recorded
    if isinstance(recorded, ParquetFile) or recorded.mended is None:
        return file
    return evolve(file, recorded=recorded.mended())


class Looks:
    """What is found out about whole files on threads of their own, while the engine scans."""

    def __init__(self, files: tuple[OpenFile, ...], digests: bool, pool: ThreadPoolExecutor) -> None:
        self._checks: dict[str, Future[Any]] = {}
        self._digests: dict[str, Future[Digest]] = {}
        for file in files:
            check = None if isinstance(file.recorded, ParquetFile) else file.recorded.check
            if check is not None:
                self._checks[file.path] = pool.submit(check)
            if digests:
                self._digests[file.path] = pool.submit(digest_of, Path(file.path), file.shown)

    def blank(self, file: OpenFile) -> int:
        """The blank lines of the file; raises SampleError where its bytes are not what its encoding says."""
        known = file.recorded.blank if isinstance(file.recorded, TextFile) else 0
        more = self._checks[file.path].result() if file.path in self._checks else 0
        return known + (more if isinstance(more, int) else 0)

    def sha256(self, file: OpenFile) -> str:
        """The digest of the file; raises SampleError where it changed while it was read."""
        return self._digests[file.path].result().unchanged() if file.path in self._digests else ""


@contextmanager
def _beside(files: tuple[OpenFile, ...], digests: bool) -> Iterator[Looks]:
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="qa-run-look") as pool:
        yield Looks(files, digests, pool)


def _file_report(
    procedure: Procedure, file: OpenFile, duck: Duck, number: int, judgement: Judgement, looks: Looks
) -> SourceReport:
    rows = judgement.rows[number] if number < len(judgement.rows) else 0
    rejected = duck.files[number].rejected()
    excluded = judgement.touched.excluded
    return SourceReport(
        procedure=procedure.name,
        path=file.shown,
        sha256=looks.sha256(file),
        rows=rows + len(rejected),
        items=rows,
        blank=looks.blank(file),
        skipped=file.recorded.skipped if isinstance(file.recorded, TextFile) else 0,
        rejected=tuple((line.place, line.reason) for line in rejected),
        excluded=(("outside of only:", excluded),) if excluded and number == 0 else (),
        found=file.recorded.found,
    )


def _frame_report(procedure: Procedure, judgement: Judgement) -> SourceReport:
    excluded = judgement.touched.excluded
    return SourceReport(
        procedure=procedure.name,
        path="a frame",
        rows=sum(judgement.rows),
        items=sum(judgement.rows),
        excluded=(("outside of only:", excluded),) if excluded else (),
    )


def _report(procedure: Procedure, judgement: Judgement, sources: tuple[SourceReport, ...]) -> ProcedureReport:
    return ProcedureReport(
        procedure=procedure,
        sources=sources,
        verdicts=judgement.verdicts,
        outcomes=judgement.verdicts.outcomes(),
    )
