"""`qa-run baseline`: freezing the limits of a process that is in control, in the files that its procedure names."""

import argparse
import getpass
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from qa_run.cli.reports import written_whole
from qa_run.cli.words import samples_of
from qa_run.errors import UsageError
from qa_run.judging.blocks import Block
from qa_run.judging.not_inspected import NotInspected
from qa_run.loading.loader import load
from qa_run.model.baseline import Baseline
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.report import ProcedureReport, Report
from qa_run.session import Options, carry_out, host_of
from qa_run.session.moments import moment

#: From how many points on limits are held to be settled (Montgomery 6.2: 20 to 25 subgroups).
SETTLED = 20
#: How many points that signal, and strata, are listed.
LISTED = 10
#: How many points that signal are looked up by name.
LOOKED_AT = 1000
NOT_FROZEN = 1


@frozen(eq=False, repr=False)
class Chart:
    """One requirement whose limits are frozen: what to judge, and the file that keeps them."""

    requirement: Requirement
    file: Path
    shown: str


@frozen(eq=False, repr=False)
class Frozen:
    """What came out: what each sequence keeps, why others keep nothing, and the points that signal."""

    charts: Mapping[str, Mapping[str, Any]]
    refused: Mapping[str, str]
    signals: Mapping[str, Sequence[tuple[str, str]]]


def command(asked: argparse.Namespace) -> int:
    """Freeze the limits of each chart that names a file for them; all of them, or none."""
    samples, by_name = samples_of(asked.samples)
    options = Options(
        paths=(asked.procedure,),
        samples=samples,
        samples_by_name=by_name,
        plugins=tuple(asked.plugins),
        items=LOOKED_AT,
        as_of=moment(asked.as_of) if asked.as_of else None,
        digests=True,
    )
    host = host_of(options)
    procedures = load(options.paths, host, options.here)
    charts = {one.path: list(_charts(one, options.here)) for one in procedures}
    _check(asked, charts)
    setting = _setting(asked)
    thawed = [_thawed(one, charts[one.path], setting) for one in procedures if charts[one.path]]
    report = carry_out(options, host, loaded=thawed)
    if report.refused or report.interrupted:
        print("\n".join(report.refused) or "interrupted: nothing was frozen")
        return report.exit_code
    results = [
        (chart, frozen_of(one, chart, asked.add), one)
        for one in report.procedures
        for chart in charts[one.procedure.path]
    ]
    good = [_told(chart, done, asked.despite_signals or "") for chart, done, _ in results]
    if not all(good):
        print("nothing was frozen")
        return NOT_FROZEN
    for chart, done, one in results:
        chart.file.parent.mkdir(parents=True, exist_ok=True)
        written_whole(chart.file, _baseline(chart, done, one, report, asked).text())
        print(f"wrote {chart.shown}")
    return 0


def _charts(procedure: Procedure, here: Path) -> Iterator[Chart]:
    """The requirements of a procedure whose limits can be frozen."""
    for requirement in procedure.requirements:
        criterion = requirement.criterion
        if callable(getattr(criterion, "freeze", None)) and criterion.baseline is not None:
            shown = Path(procedure.path).parent / criterion.baseline.way
            yield Chart(requirement, here / shown, shown.as_posix())


def _check(asked: argparse.Namespace, charts: Mapping[str, Sequence[Chart]]) -> None:
    """Refuse what could not end well before anything is read."""
    every = [chart for some in charts.values() for chart in some]
    if not every:
        raise UsageError(
            f"{asked.procedure}: no chart names a file for its limits; write baseline: baselines/NAME.json at a chart"
        )
    by_file: dict[Path, list[Chart]] = {}
    for chart in every:
        by_file.setdefault(chart.file, []).append(chart)
    for several in by_file.values():
        if len(several) > 1:
            places = " and ".join(str(chart.requirement.place) for chart in several)
            raise UsageError(f"{several[0].shown} is named by several charts, at {places}: give each a file of its own")
    there = [several[0].shown for file, several in by_file.items() if file.exists()]
    if asked.add:
        _check_adding(asked, every)
    elif there and not asked.replace:
        raise UsageError(
            f"{', '.join(there)}: limits are frozen there already, and nothing replaces them unasked; with --replace "
            "they are computed anew from these samples"
            + (", with --add those of new phases are put beside them" if _phased(every) else "")
        )
    if asked.despite_signals is not None and not asked.despite_signals.strip():
        raise UsageError("--despite-signals: say why limits are good although points signal by them")


def _phased(charts: Sequence[Chart]) -> list[Chart]:
    return [chart for chart in charts if getattr(chart.requirement.criterion, "phased", False)]


def _check_adding(asked: argparse.Namespace, charts: Sequence[Chart]) -> None:
    if asked.replace:
        raise UsageError("--add and --replace: keep one; the first touches nothing that is frozen")
    plain = [chart for chart in charts if chart not in _phased(charts)]
    if plain:
        raise UsageError(
            f"--add: new phases are put beside those that are frozen, and the chart at {plain[0].requirement.place} "
            "has none: write phase: or phases: there, or leave --add out"
        )


def _setting(asked: argparse.Namespace) -> dict[str, Any]:
    """Which points set the limits."""
    if asked.first is not None and (asked.from_ or asked.until):
        raise UsageError("--first and dates: keep one")
    if asked.first is not None and asked.first < 2:
        raise UsageError(f"--first {asked.first}: limits need 2 points at least")
    return {"first": asked.first, "since": asked.from_ or "", "until": asked.until or ""}


def _thawed(procedure: Procedure, charts: Sequence[Chart], setting: Mapping[str, Any]) -> Procedure:
    """The procedure with nothing but these charts, by trial limits."""
    try:
        trial = {id(chart.requirement): chart.requirement.criterion.thawed(**setting) for chart in charts}
    except ValueError as error:
        raise UsageError(f"--{error}") from error
    requirements = [evolve(chart.requirement, criterion=trial[id(chart.requirement)]) for chart in charts]
    return evolve(procedure, requirements=tuple(requirements))


def frozen_of(one: ProcedureReport, chart: Chart, adding: bool = False) -> Frozen:
    """What is frozen of each sequence of a chart; with `adding`, of the phases that are not frozen yet."""
    there = getattr(chart.requirement.criterion, "kept", None) if adding else None
    charts: dict[str, Mapping[str, Any]] = {}
    refused: dict[str, str] = {}
    signals: dict[str, Sequence[tuple[str, str]]] = {}
    wanted = (chart.requirement.characteristic, chart.requirement.id)
    for block in getattr(one.verdicts, "blocks", ()):
        if (block.requirement.characteristic, block.requirement.id) != wanted:
            continue
        if isinstance(block, NotInspected):
            refused[""] = block.reason
        elif not (block.requirement.apart and not block.strata.names):
            for row in range(len(block)):
                _freeze(block, row, there, charts, refused, signals)
    return Frozen(charts, refused, signals)


def _freeze(
    block: Block,
    row: int,
    there: Baseline | None,
    charts: dict[str, Mapping[str, Any]],
    refused: dict[str, str],
    signals: dict[str, Sequence[tuple[str, str]]],
) -> None:
    decision, verdict = block.decide(row), block.verdict(row)
    arrays = {name: column[row] for name, column in block.counts.statistics.items()}
    stratum = str(arrays.get("stratum", ""))
    judged = decision.judged
    known = (there.phases_of(stratum) or {}) if there is not None and stratum in there.charts else {}
    if decision.nonconforming or judged is None or (block.counts.unplaced and block.counts.unplaced[row]):
        refused[stratum] = decision.reason or verdict.message
        return
    try:
        criterion = block.requirement.criterion
        kept, found = criterion.freeze(arrays, known) if known else criterion.freeze(arrays)
    except ValueError as error:
        refused[stratum] = str(error)
        return
    if kept.get("phases") != {}:
        charts[stratum] = kept
    if found:
        called = dict(zip((each.point for each in judged.signals), (item.item for item in verdict.items), strict=False))
        signals[stratum] = [
            (called.get(each.point, f"number {each.point + 1}"), each.finding) for each in found[:LISTED]
        ]


def _told(chart: Chart, frozen: Frozen, despite: str) -> bool:
    """Say what would be frozen, and whether it may be."""
    requirement = chart.requirement
    print(f"{requirement.characteristic}::{requirement.id}: {requirement.criterion.sentence('en')}")
    told = list(_each(frozen.charts))
    for name, kept in told[:LISTED]:
        few = f"; few: {SETTLED} points or more are usual" if kept.get("points", SETTLED) < SETTLED else ""
        out = f", {len(kept['excluded'])} excluded" if kept.get("excluded") else ""
        limits = ", ".join(f"{name.replace('_', ' ')} {value:.6g}" for name, value in kept.get("limits", {}).items())
        print(f"  {name}: {kept.get('points')} points{out}: {limits}{few}")
    if len(told) > LISTED:
        print(f"  and {len(told) - LISTED} more")
    if not frozen.charts and not frozen.refused:
        print("  nothing to add: each phase of these samples is frozen already")
    for stratum, reason in list(frozen.refused.items())[:LISTED]:
        print(f"  {stratum or 'all'}: no limits: {reason}")
    if frozen.signals:
        _signals_told(frozen.signals, despite)
    if frozen.refused:
        print(f"  {len(frozen.refused)} without limits, which will read as not inspected")
    return bool(frozen.charts) and (not frozen.signals or bool(despite))


def _each(charts: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What is frozen, sequence by sequence and phase by phase, as people call it."""
    for stratum, chart in charts.items():
        for phase, kept in chart.get("phases", {"": chart}).items():
            yield ", ".join(filter(None, (stratum, f"phase {phase}" if phase else ""))) or "all", kept


def _signals_told(signals: Mapping[str, Sequence[tuple[str, str]]], despite: str) -> None:
    print("  points signal by these very limits: the process was not in control when they were set")
    for stratum, points in list(signals.items())[:LISTED]:
        for point, finding in points:
            print(f"    {f'{stratum}: ' if stratum else ''}{point}: {finding}")
    if not despite:
        print(
            "  find what happened there and name the points under exclude:, with the reason; where nothing did,\n"
            "  freeze by --despite-signals REASON, which the file keeps and each verdict repeats"
        )


def _baseline(
    chart: Chart, frozen: Frozen, one: ProcedureReport, report: Report, asked: argparse.Namespace
) -> Baseline:
    procedure, requirement = one.procedure, chart.requirement
    told: dict[str, Any] = {
        "made": report.as_of.isoformat(timespec="seconds"),
        "by": asked.by or _somebody(),
        "sources": [{"path": source.path, "sha256": source.sha256} for source in one.sources],
    }
    despite = (asked.despite_signals or "") if frozen.signals else ""
    whose = {**told, **({"despite_signals": despite} if despite else {})}
    charts = {
        name: {"phases": {phase: {**each, **whose} for phase, each in kept["phases"].items()}}
        if "phases" in kept
        else kept
        for name, kept in frozen.charts.items()
    }
    made = Baseline(
        procedure=procedure.name,
        revision=procedure.revision,
        characteristic=requirement.characteristic,
        requirement=requirement.id,
        unit=requirement.unit_recorded,
        charts=charts,
        despite=despite,
        **told,
    )
    there = getattr(requirement.criterion, "kept", None)
    return there.joined(made) if asked.add and there is not None else made


def _somebody() -> str:
    """Who is logged in here."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER", "")
