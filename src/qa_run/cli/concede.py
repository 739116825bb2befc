"""`qa-run concede`: an entry in the file of concessions, with what is required now filled in."""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import Any

from qa_run.cli.conceding.entry import Entry, with_entry
from qa_run.cli.reports import written_whole
from qa_run.errors import Place, SpecErrors, UsageError
from qa_run.loading.concessions import CONCESSIONS, read_concessions
from qa_run.loading.config import config_of
from qa_run.loading.discovering import shown
from qa_run.loading.loader import load
from qa_run.loading.nodes import ListNode, ScalarNode
from qa_run.loading.suggest import did_you_mean
from qa_run.model.config import Config
from qa_run.model.node_pattern import NodePattern, base_of
from qa_run.model.ordinal import ordinal
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.requirement_digest import requirement_digest
from qa_run.running.implied import requirements_of
from qa_run.session import Options, host_of

Asked = tuple[Procedure, Requirement]


def command(asked: argparse.Namespace) -> int:
    """Write the entry, and say what it holds for."""
    config = config_of(Path.cwd(), asked.settings, Path(asked.config) if asked.config else None)
    path = Path(os.path.realpath(config.root / config.concessions))
    known = read_concessions(path, Path.cwd()).entries if path.exists() else ()
    meant = _meant(asked)
    values = _values(asked, meant, config, [each.id for each in known])
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    entry = Entry(values)
    _put(path, with_entry(text, entry, path.suffix.lower()), entry, len(known) + 1)
    base = base_of(asked.node)
    number = 1 + sum(each.names(asked.node) or base in {base_of(one.text) for one in each.wanted} for each in known)
    print(f"{values['id']} written into {shown(path, Path.cwd())}: {values['limits']}, until {values['until']}")
    if number > 1:
        print(f"It is the {ordinal(number)} concession for {base}.")
    return 0


def _meant(asked: argparse.Namespace) -> list[Asked]:
    """The requirements that the node id names."""
    _checked("for", asked.node, "NODEID")
    path = asked.node.partition("::")[0]
    if "*" in path or "?" in path:
        raise UsageError(f"{asked.node}: name the file of the procedure in full")
    host = host_of(Options(plugins=tuple(asked.plugins)))
    found = [(each, one) for each in load([path], host, Path.cwd()) for one in requirements_of(each, host)]
    named = {f"{each.path}::{one.characteristic}::{one.id}": (each, one) for each, one in found}
    wanted = NodePattern(base_of(asked.node))
    meant = [pair for base, pair in named.items() if wanted.matches(base)]
    if not meant:
        hint = did_you_mean(wanted.text, named) or f"there are: {', '.join(list(named)[:6])}"
        raise UsageError(f"{asked.node}: no requirement has this id ({hint})")
    return meant


def _values(asked: argparse.Namespace, meant: list[Asked], config: Config, taken: list[str]) -> dict[str, Any]:
    approved = asked.approved or date.today().isoformat()
    day = _checked("approved", approved, "--approved")
    name = asked.id or next(each for n in range(1, 10_000) if (each := f"C-{day.year}-{n:03d}") not in taken)
    if name in taken:
        raise UsageError(f"--id {name}: {config.concessions} has a concession of this id")
    _checked("id", name, "--id")
    for option in ("reason", "by", "until"):
        _checked(option, getattr(asked, option), f"--{option}")
    for option in ("lots", "items"):
        if getattr(asked, option):
            _checked(option, getattr(asked, option), f"--{option[:-1]}")
    if asked.quantity is not None and asked.quantity < 1:
        raise UsageError(f"--quantity {asked.quantity}: a concession covers at least one item")
    if date.fromisoformat(asked.until) < day:
        raise UsageError(f"--until {asked.until}: lies before {approved}, so that it would never hold")
    digests = list(dict.fromkeys(requirement_digest(one, each.revision) for each, one in meant))
    limits = list(dict.fromkeys(str((one.written or one.criterion).sentence("en")) for _, one in meant))
    revision = meant[0][0].revision
    return {
        "id": name,
        "for": asked.node,
        **({"lots": asked.lots} if asked.lots else {}),
        **({"items": asked.items} if asked.items else {}),
        **({"quantity": asked.quantity} if asked.quantity else {}),
        "reason": asked.reason.strip(),
        "by": asked.by.strip(),
        "approved": approved,
        "until": asked.until,
        "digest": digests[0] if len(digests) == 1 else digests,
        "limits": "; ".join(limits),
        **({"revision": revision} if revision else {}),
    }


def _checked(key: str, written: Any, option: str) -> Any:
    """The value as the file would be read; a UsageError says what is wrong with it."""
    place = Place(option)
    texts = [ScalarNode(each, each, True, place) for each in ([written] if isinstance(written, str) else written)]
    try:
        return CONCESSIONS.keys[key].kind.read(texts[0] if isinstance(written, str) else ListNode(tuple(texts), place))
    except ValueError as error:
        raise UsageError(f"{option} {written if isinstance(written, str) else ' '.join(written)}: {error}") from None


def _put(path: Path, text: str, entry: Entry, many: int) -> None:
    """Write the file whole, and only if it then says what it said before and the entry."""
    trial = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        written_whole(trial, text)
        try:
            if len(read_concessions(trial, Path.cwd()).entries) != many:
                raise SpecErrors([])
        except SpecErrors as error:
            raise UsageError(
                f"{path.name}: an entry cannot be put behind what stands there; add it by hand:\n{entry.yaml(2)}{error}"
            ) from error
        os.replace(trial, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        trial.unlink(missing_ok=True)
