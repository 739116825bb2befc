"""`qa-run draw LIST --items COLUMN`: a random choice that anybody can repeat, so that nobody picks the nice ones."""

import argparse
import csv
import io
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from qa_run.cli.sampling.planned import decided
from qa_run.cli.screen.page import Line, labelled, line, page_for
from qa_run.cli.screen.tables import table
from qa_run.errors import UsageError
from qa_run.escaping.invisible import visible
from qa_run.loading.loader import load
from qa_run.model.lots import decides_per_lot
from qa_run.model.procedure import Procedure
from qa_run.running.listing import Listing, read_list
from qa_run.session import Options, host_of
from qa_run.statistics.sampling import allocation, drawn_by_strata, new_seed

ON_STDOUT = "-"
Stratum = tuple[str, ...]


@frozen(eq=False, repr=False)
class Choice:
    """What is drawn: of each stratum how many it has, and the items in the order in which they were drawn."""

    sizes: dict[Stratum, int]
    items: dict[Stratum, list[str]]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return [(item, *stratum) for stratum, items in self.items.items() for item in items]


def command(asked: argparse.Namespace) -> int:
    """Draw, and print or write what was drawn, with what it takes to draw the same again."""
    per = _per(asked)
    host = host_of(Options(plugins=tuple(asked.plugins)))
    with tempfile.TemporaryDirectory(prefix="qa-run-") as scratch:
        listing = read_list(asked.list, asked.items, per, host.readers, Path(scratch), Path.cwd())
    procedures = load([asked.spec], host, Path.cwd()) if asked.spec else ()
    sizes = _sizes(asked, procedures, len(listing.items))
    seed = asked.seed if asked.seed is not None else new_seed()
    choice = chosen(listing, sizes, seed, asked.each)
    header = [asked.items, *per]
    told = page_for(sys.stderr if asked.o == ON_STDOUT else sys.stdout, "auto")
    if asked.o is None:
        told.write(table(header, choice.rows, told.width))
        told.write([line()])
    else:
        _write(asked.o, _as_csv(header, choice.rows))
    told.write(list(_said(asked, listing, choice, seed, told.width)))
    return 0


def chosen(listing: Listing, sizes: Sequence[int], seed: str, each: bool) -> Choice:
    """The last of several samples of these sizes, drawn one after the other: none holds an item of one before."""
    strata: dict[Stratum, list[str]] = {}
    for item, stratum in sorted(zip(listing.items, listing.strata, strict=True), key=lambda pair: pair[::-1]):
        strata.setdefault(stratum, []).append(item)
    items: dict[Stratum, list[str]] = {}
    whole = {stratum: len(names) for stratum, names in strata.items()}
    for n in sizes:
        try:
            allocation({stratum: len(names) for stratum, names in strata.items()}, n, each=each)
        except ValueError as error:
            raise UsageError(f"{listing.path}: {error}") from error
        items = drawn_by_strata(strata, n, seed, each=each)
        strata = {
            stratum: rest
            for stratum, names in strata.items()
            if (rest := [name for name in names if name not in set(items[stratum])])
        }
    return Choice(whole, items)


def _per(asked: argparse.Namespace) -> list[str]:
    per = [] if asked.per is None else [name.strip() for name in asked.per.split(",")]
    if "" in per or len({asked.items, *per}) <= len(per):
        raise UsageError(f"--per {asked.per}: write different columns, and not that of the items, as in shop,shift")
    if asked.each and not per:
        raise UsageError("--each: say of what with --per COLUMN")
    for name in ("n", "lot_size", "sample"):
        if (number := getattr(asked, name)) is not None and number < 1:
            raise UsageError(f"{'-n' if name == 'n' else '--' + name.replace('_', '-')} {number}: write 1 or more")
    if (asked.n is None) == (asked.spec is None):
        raise UsageError("draw: say how many: -n N, or --spec SPEC, whose plan says it")
    if asked.spec is None and (asked.lot_size is not None or asked.sample != 1):
        raise UsageError("--lot-size and --sample are for the plan of a --spec")
    if asked.seed is not None and not asked.seed.strip():
        raise UsageError("--seed: nothing stands there; leave it out, and one is made")
    return per


def _sizes(asked: argparse.Namespace, procedures: Sequence[Procedure], listed: int) -> list[int]:
    """How many to draw: of a plan with several samples, one after the other up to the one that is asked for."""
    if asked.n is not None:
        return [asked.n]
    lot_size = asked.lot_size or listed
    try:
        wanted = [sizes for procedure in procedures for sizes in _wanted(procedure, lot_size)]
    except ValueError as error:
        raise UsageError(f"{asked.spec}: {error}") from error
    most = max(wanted, default=[])
    if not most:
        raise UsageError(
            f"{asked.spec}: nothing says how many to inspect: write a plan, inspect: {{at_least: 20}}, or -n"
        )
    if asked.sample > len(most):
        raise UsageError(f"--sample {asked.sample}: the plan has {len(most)}")
    return most[: asked.sample]


def _wanted(procedure: Procedure, lot_size: int) -> Iterator[list[int]]:
    """The sizes of the samples that each requirement wants."""
    yield from ([requirement.at_least] for requirement in procedure.requirements if requirement.at_least)
    for requirement in decided(procedure):
        rule = requirement.rule
        if decides_per_lot(requirement.criterion):
            yield [int(rule.sample_size(lot_size))]
        elif hasattr(rule, "plan_of"):
            yield [stage.n for stage in rule.plan_of(lot_size, requirement.severity).stages]
        elif (n := int(rule.sample_size(lot_size))) > 1:
            yield [n]


def _as_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def _write(name: str, text: str) -> None:
    if name == ON_STDOUT:
        sys.stdout.write(text)
        return
    try:
        Path(name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{name}: it cannot be written: {error.strerror}") from error


def _said(asked: argparse.Namespace, listing: Listing, choice: Choice, seed: str, width: int) -> Iterator[Line]:
    which = f", sample {asked.sample} of the plan" if asked.sample > 1 else ""
    yield from labelled("drawn", f"{len(choice.rows)} of {len(listing.items)} items{which}", width)
    if asked.per is not None:
        rows = [[*stratum, str(choice.sizes[stratum]), str(len(items))] for stratum, items in choice.items.items()]
        columns = asked.per.split(",")
        yield from table([*columns, "items", "drawn"], rows, width, (len(columns), len(columns) + 1), indent=10)
    yield from labelled("list", f"{listing.path}, sha256 {listing.sha256}", width)
    yield from labelled("seed", seed, width)
    yield from labelled("again", _again(asked, seed), width)


def _again(asked: argparse.Namespace, seed: str) -> str:
    """The words that draw the same items from the same list."""
    words = ["qa-run", "draw", asked.list, "--items", asked.items]
    words += ["-n", str(asked.n)] if asked.n is not None else ["--spec", asked.spec]
    words += ["--lot-size", str(asked.lot_size)] if asked.lot_size is not None else []
    words += ["--sample", str(asked.sample)] if asked.sample > 1 else []
    words += ["--per", asked.per] if asked.per is not None else []
    words += ["--each"] if asked.each else []
    return visible(shlex.join([*words, "--seed", seed]))
