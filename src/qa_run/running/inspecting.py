"""One procedure's sample, from opened files to its report, with the looks at whole files that go beside the scan."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from qa_run.engines.duck import Duck
from qa_run.engines.duck_asked import MixedLineEnds
from qa_run.engines.looking import Look
from qa_run.errors import SampleError
from qa_run.host import Host
from qa_run.model.lots import LotSize
from qa_run.model.procedure import Procedure
from qa_run.model.recorded import ParquetFile, TextFile
from qa_run.model.report import ProcedureReport, SourceReport
from qa_run.running.asked import Asked
from qa_run.running.judgement import Judgement, judge
from qa_run.running.subject import clocks
from qa_run.sources.digests import digest_of
from qa_run.sources.source import OpenFile, Source

Connect = Callable[[], Any]
_OF_ROWS = ("only what was recorded is judged (of: rows)",)


def inspect(procedure: Procedure, source: Source, host: Host, asked: Asked, connect: Connect) -> ProcedureReport:
    """The report on `procedure`; raises SampleError where a file cannot be understood or changed meanwhile, and
    UsageError where a stratum was asked for that it does not have."""
    if source.frame is not None:
        if source.listed or source.references:
            what = "the list of samples.of" if source.listed else "samples.references"
            raise SampleError(f"{procedure.path}: a frame cannot be held against {what}; give files")
        from qa_run.engines.frames import frames

        samples = procedure.samples
        engine = frames(source.frame.frame, samples.format, clocks(samples, asked.as_of))
        looks, lots = Looks.at(source.lots, asked.digests), _lots(procedure, source, asked, connect)
        after = None if asked.registers is None else asked.registers.of(procedure.path, tuple)
        judgement = judge(procedure, engine, host, asked, lots, after)
        listed = [_list_report(procedure, file, looks, "sizes of lots") for file in source.lots]
        return _report(procedure, judgement, (_frame_report(procedure, judgement), *listed))
    looks = Looks.at((*source.files, *source.beside), asked.digests)
    try:
        judgement, duck = _judged(procedure, source, host, asked, connect, looks)
    except MixedLineEnds:
        source = evolve(
            source,
            files=_all_mended(source.files),
            listed=_all_mended(source.listed),
            lots=_all_mended(source.lots),
            references={name: _all_mended(files) for name, files in source.references.items()},
        )
        judgement, duck = _judged(procedure, source, host, asked, connect, looks)
    reports = [_file_report(procedure, duck, number, judgement, looks) for number in range(len(duck.files))]
    reports += [_list_report(procedure, file, looks, "list of items") for file in source.listed]
    reports += [_list_report(procedure, file, looks, "sizes of lots") for file in source.lots]
    reports += [
        _list_report(procedure, file, looks, "reference") for files in source.references.values() for file in files
    ]
    return _report(procedure, judgement, tuple(reports))


def _judged(
    procedure: Procedure, source: Source, host: Host, asked: Asked, connect: Connect, looks: "Looks"
) -> tuple[Judgement, Duck]:
    of = procedure.samples.of
    samples = procedure.samples
    duck = Duck(
        connect(),
        source.files,
        samples.format,
        listed=source.listed,
        key=of.key if of else "",
        item=samples.header_of(samples.item or ""),
        clocks=clocks(samples, asked.as_of),
        events=samples.events is not None,
        opened_references=source.references,
    )
    lots = _lots(procedure, source, asked, connect)
    after = None
    if asked.registers is not None:
        after = asked.registers.of(procedure.path, lambda: tuple(map(looks.sha256, source.files)))
    return judge(procedure, duck, host, asked, lots, after), duck


def _lots(procedure: Procedure, source: Source, asked: Asked, connect: Connect) -> Mapping[str, LotSize]:
    """The sizes of the lots that are listed, if they are."""
    if not source.lots:
        return {}
    from qa_run.running.lot_list import listed_sizes

    return listed_sizes(procedure.samples, source.lots, connect, asked.as_of)


def _all_mended(files: tuple[OpenFile, ...]) -> tuple[OpenFile, ...]:
    return tuple(map(mended, files))


def mended(file: OpenFile) -> OpenFile:
    recorded = file.recorded
    if isinstance(recorded, ParquetFile) or recorded.mended is None:
        return file
    return evolve(file, recorded=recorded.mended())


@frozen(eq=False, repr=False)
class Looks:
    """The looks at the files of one sample, by path."""

    checks: Mapping[str, Look]
    digests: Mapping[str, Look]

    @classmethod
    def at(cls, files: tuple[OpenFile, ...], digests: bool) -> "Looks":
        checks = {file.path: file.recorded.check for file in files if not isinstance(file.recorded, ParquetFile)}
        asked = {file.path: partial(digest_of, Path(file.path), file.shown) for file in files if digests}
        return cls(
            {path: Look(check).start() for path, check in checks.items() if check is not None},
            {path: Look(digest).start() for path, digest in asked.items()},
        )

    def blank(self, file: OpenFile) -> int:
        """The blank lines of the file; raises SampleError where its bytes are not what its encoding says."""
        known = file.recorded.blank if isinstance(file.recorded, TextFile) else 0
        more = self.checks[file.path].result() if file.path in self.checks else 0
        return known + (more if isinstance(more, int) else 0)

    def sha256(self, file: OpenFile) -> str:
        """The digest of the file; raises SampleError where it changed while it was read."""
        return str(self.digests[file.path].result().unchanged()) if file.path in self.digests else ""


def _list_report(procedure: Procedure, file: OpenFile, looks: Looks, role: str) -> SourceReport:
    return SourceReport(
        procedure=procedure.name,
        path=file.shown,
        role=role,
        sha256=looks.sha256(file),
        blank=looks.blank(file),
        found=file.recorded.found,
    )


def _file_report(procedure: Procedure, duck: Duck, number: int, judgement: Judgement, looks: Looks) -> SourceReport:
    file = duck.opened[number]
    rows = judgement.rows[number] if number < len(judgement.rows) else 0
    rejected = duck.files[number].rejected()
    return SourceReport(
        procedure=procedure.name,
        path=file.shown,
        sha256=looks.sha256(file),
        rows=rows + len(rejected),
        items=rows if judgement.items is None else judgement.items if number == 0 else 0,
        blank=looks.blank(file),
        skipped=file.recorded.skipped if isinstance(file.recorded, TextFile) else 0,
        rejected=tuple((line.place, line.reason) for line in rejected),
        excluded=_excluded(judgement, number),
        found=file.recorded.found,
    )


def _excluded(judgement: Judgement, number: int) -> tuple[tuple[str, int], ...]:
    """What is not judged of the file of that number, and why."""
    if judgement.aside is not None:
        return judgement.aside.in_file(number)
    excluded = judgement.touched.excluded
    return (("outside of only:", excluded),) if excluded and number == 0 else ()


def _frame_report(procedure: Procedure, judgement: Judgement) -> SourceReport:
    return SourceReport(
        procedure=procedure.name,
        path="a frame",
        rows=sum(judgement.rows),
        items=sum(judgement.rows) if judgement.items is None else judgement.items,
        excluded=_excluded(judgement, 0),
    )


def _report(procedure: Procedure, judgement: Judgement, sources: tuple[SourceReport, ...]) -> ProcedureReport:
    return ProcedureReport(
        procedure=procedure,
        sources=sources,
        verdicts=judgement.verdicts,
        outcomes=judgement.verdicts.outcomes(),
        pictures=judgement.pictures,
        notices=(
            *(_OF_ROWS if procedure.samples.of_rows else ()),
            *(each.words for each in procedure.notices),
            *judgement.notices,
        ),
        seconds=judgement.seconds,
        left_out=judgement.narrowing.left if judgement.narrowing else {},
        gone=judgement.narrowing.gone() if judgement.narrowing else (),
        not_asked=judgement.aside.not_asked if judgement.aside else (),
    )
