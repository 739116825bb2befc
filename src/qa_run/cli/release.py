"""`qa-run release`: a run of one lot, the decision about it, and the papers that say so."""

import argparse
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attrs import evolve

from qa_run.cli.keeping import NOT_KEPT, archive_for, kept
from qa_run.cli.options import run_parser
from qa_run.cli.reports import installed
from qa_run.cli.run import options_of
from qa_run.errors import UsageError
from qa_run.loading.config import config_of
from qa_run.loading.discovering import shown
from qa_run.loading.loader import load
from qa_run.model.config import Config
from qa_run.model.gate import ReleaseSettings, Step
from qa_run.model.report import Report
from qa_run.release.certificate import Issue
from qa_run.release.gate import Decision, decide, obstacles
from qa_run.release.inputs import SETTINGS, judged, required
from qa_run.release.lot import cut_away, excluded, of_lot, says_nothing
from qa_run.release.papers import Papers, papers_of, put
from qa_run.release.signing import key_id, open_to_others, signer_at
from qa_run.session import Options, carry_out, host_of, with_history

NOT_RELEASED, ERROR, NOTHING = 1, 3, 5
_SHOWN = 20


def command(asked: argparse.Namespace) -> int:
    """Decide on the lot, and write its papers where a decision can be made at all."""
    _check(asked)
    config = config_of(Path.cwd(), asked.settings, Path(asked.config) if asked.config else None)
    words = _words(asked, config)
    archive = archive_for(words, config)
    options = _options(words, config)
    folder = _folder(asked)
    signer = signer_at(Path(asked.sign)) if asked.sign else None
    if asked.sign and open_to_others(Path(asked.sign)):
        _warn(f"{asked.sign}: others may read this private key (chmod 600 {asked.sign})")
    host = host_of(options)
    settings = config.release or ReleaseSettings()
    procedures = of_lot(load(options.paths, host, options.here, anew=True), asked.lot, host, settings.every_stratum)
    report = carry_out(options if archive is None else with_history(options, archive), host, loaded=procedures)
    if (code := _refused(asked, report)) is not None:
        return code
    record = NOT_KEPT if archive is None else kept(archive, report, host)
    for notice in record.notices:
        _warn(notice)
    if asked.require_history and not record.told:
        _say(f"lot {asked.lot}: no decision", ["the run is not recorded, and --require-history was given"])
        return ERROR
    decision = decide(report, asked.lot, settings)
    issue = Issue(
        at=datetime.now().astimezone(),
        settings=settings,
        by=asked.by,
        fields=_fields(asked.field),
        recorded=bool(record.told),
        key=key_id(signer) if signer else "",
    )
    inputs = required(report, options.here, _others(config))
    papers = papers_of(report, host.reporters["json"].render(report), decision, issue, inputs, judged(report), signer)
    put(folder, papers)
    _tell(asked, report, decision, papers, folder)
    if report.exit_code == ERROR:
        return ERROR
    return 0 if decision.step is Step.GO else NOT_RELEASED


def _check(asked: argparse.Namespace) -> None:
    """Refuse what makes no sense before anything is judged."""
    installed({"jinja2": "html"}, "release")
    if asked.narrowing:
        raise UsageError(
            "a lot is released by all that is required of it: a narrowed run (-k, -m, -x, --maxfail, --deselect, --lf, "
            "--ff, --co, --no-concessions) can neither release nor sign"
        )
    _plain_text("LOT", asked.lot)
    if asked.by or asked.sign:
        _plain_text("--by", asked.by, "a signed decision names who decides: --by NAME")
    _fields(asked.field)
    for path in asked.paths:
        if "::" in path:
            raise UsageError(f"{path}: a lot is released by all that is required of it, not by single node ids")


def _plain_text(what: str, text: str, empty: str = "") -> None:
    if not text.strip():
        raise UsageError(empty or f"{what}: is empty")
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in text):
        raise UsageError(f"{what}: {text!r} holds signs that nobody sees")


def _words(asked: argparse.Namespace, config: Config) -> argparse.Namespace:
    """The words of the run behind the release, with those of `addopts` before them: they hold here as well."""
    words = [*config.addopts, *asked.paths]
    words += [word for each in asked.samples for word in ("--samples", each)]
    words += [word for each in asked.plugins for word in ("-p", each)]
    words += [f"--as-of={asked.as_of}"] if asked.as_of else []
    words += ["--no-history"] if asked.no_history else []
    words += ["--require-history"] if asked.require_history else []
    found = run_parser().parsed(words)
    found.settings = asked.settings
    return found


def _options(words: argparse.Namespace, config: Config) -> Options:
    options = options_of(words, config)
    if options.select is not None or options.maxfail or options.no_concessions:
        raise UsageError(f"addopts = {list(config.addopts)} narrows every run, and such a run can release nothing")
    return evolve(options, digests=True)


def _left_out(each: Mapping[str, Any]) -> str:
    many = "1 item of it is" if each["n"] == 1 else f"{each['n']} items of it are"
    return f"{many} excluded: {each['reason']}"


def _fields(written: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in written:
        name, equals, value = each.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"--field {each}: write NAME=VALUE")
        _plain_text("--field", each)
        if name.strip() in found:
            raise UsageError(f"--field {each}: {name.strip()} is given twice")
        found[name.strip()] = value.strip()
    return found


def _folder(asked: argparse.Namespace) -> Path:
    """Where the papers go: a folder that is not there yet, since papers once issued are not written over."""
    folder = Path(asked.out if asked.out is not None else f"release-{quote(asked.lot, safe=' ')}")
    if asked.out == "":
        raise UsageError("--out: is empty")
    if folder.exists() or folder.is_symlink():
        raise UsageError(f"{folder} is there already: papers once issued are not written over (--out names another)")
    if not folder.absolute().parent.is_dir():
        raise UsageError(f"--out {folder}: there is no folder {folder.parent}")
    return folder


def _others(config: Config) -> tuple[tuple[str, str], ...]:
    """What else the decision rests on: the settings, and the files that they name."""
    found = [(SETTINGS, config.file)] if config.file else []
    for role in ("concessions", "corrections"):
        path = config.root / getattr(config, role)
        if path.is_file():
            found.append((role, shown(path, Path.cwd())))
    return tuple(found)


def _refused(asked: argparse.Namespace, report: Report) -> int | None:
    """The exit code of a run from which nothing can be decided; None where something can."""
    found = obstacles(report)
    if found:
        _say(f"lot {asked.lot}: no decision, nothing is written and nothing signed", found)
        return report.exit_code or NOT_RELEASED
    if says_nothing(report):
        others = sum(map(cut_away, report.procedures))
        all_out = [each for one in report.procedures for each in excluded(one)]
        what = "all that the samples hold of it is excluded" if all_out else "the samples hold no item of it"
        told = f"{what}{f', and {others} of others' if others else ''}"
        _say(f"lot {asked.lot}: no decision, nothing is written and nothing signed", [told])
        return NOTHING
    return None


def _tell(asked: argparse.Namespace, report: Report, decision: Decision, papers: Papers, folder: Path) -> None:
    counted = ", ".join(f"{n} {outcome.value.replace('_', ' ')}" for outcome, n in report.summary.items() if n)
    lines = [counted]
    for reason in decision.reasons[:_SHOWN]:
        what = f"{reason.severity or 'no class'}, {reason.outcome.replace('_', ' ')}: " if reason.id else ""
        lines.append(f"{reason.step:<5} {reason.id + '  ' if reason.id else ''}{what}{reason.told}")
    if len(decision.reasons) > _SHOWN:
        lines.append(f"and {len(decision.reasons) - _SHOWN} more: see the certificate")
    away = sum(map(cut_away, report.procedures))
    if away:
        lines.append(f"{away} items of other lots, or outside of only:, were left out")
    lines += [_left_out(each) for one in report.procedures for each in excluded(one)]
    for one in report.procedures:
        if one.procedure.samples.lot is None:
            lines.append(
                f"{one.procedure.path}: its samples name no lot: that they are of this one, nobody has checked"
            )
    lines.append(f"written: {folder}/ ({', '.join(papers.files)})")
    lines.append(f"signed with the key {papers.key[:16]}" if papers.key else "not signed")
    _say(f"lot {asked.lot}: {decision.step}", lines)


def _say(first: str, lines: Sequence[str]) -> None:
    from qa_run.cli.screen.page import Span, line, page_for

    page_for(sys.stdout, "auto").write([line(Span(first)), *(line(Span(f"  {each}")) for each in lines)])


def _warn(told: str) -> None:
    print(f"qa-run: {told}", file=sys.stderr)
