"""Somebody who was trained for the work when they did it: by a record that held then, for the revision in force."""

from decimal import Decimal, InvalidOperation

import narwhals as nw
from attrs import frozen
from qa_run import (
    FOR_EVER,
    Column,
    Duration,
    Example,
    Lookup,
    Number,
    Text,
    column,
    criterion,
    folded,
    folded_text,
    listed_in,
    looked_up_by,
    of_procedure,
    short,
)

from qa_run_workforce.saying import said

NO_RECORD, NOT_YET, EXPIRED = "no training record", "not yet trained", "training expired"
UNKNOWN, OLDER = "training not valid then", "trained for an older revision"
TRAINEE, ALONE = "trainee", "trainee without supervision"
OWN, UNFIT = "trainee supervised by themself", "supervisor not qualified"
#: How people write a name is no other person; how they write a level is no other level.
ALIKE = ("case", "spaces")
DAY = 86400.0


@criterion("qualified")
@frozen
class Qualified:
    """Who did the work was trained for it on that day: by a record that held then, or supervised as a trainee.

    reference:     the training records, a reference under `samples.references`; the characteristic's column is its key,
                   or a part of it
    revision:      the column of the record with the revision that the training was for; a newer one is as good, since
                   people are trained before it takes effect
    in_force:      the column with the revision in force at the work; without it, the `revision` of the procedure, which
                   is that in force when the item was made
    level:         the column of the record that tells trainees from others
    trainees:      what stands there for those who may not work alone
    supervised_by: the column with the name of who supervised; without it, trainees may not do the work at all
    supervisors:   a reference with those who may supervise, whose key is that column
    marginal:      a record that holds for less than this from then on conforms, but only just

        made_by: {qualified: {reference: training, marginal: 30 days}}
        made_by:
          qualified:
            reference: training
            revision: training.revision
            level: training.level
            trainees: [trainee]
            supervised_by: supervisor
            supervisors: supervisors

    Findings: `no training record`; `not yet trained` where the first record begins later; `training expired` where one
    has ended; `training not valid then` where no day of it can be read, or when the work was; `trained for an older
    revision`; of trainees `trainee`, or `trainee without supervision`, `trainee supervised by themself`, `supervisor
    not qualified`.
    """

    reference: Lookup = short()
    revision: Column | None = column(reads=Number, default=None)
    in_force: Column | None = column(reads=Number, default=None)
    level: Column | None = None
    trainees: tuple[str, ...] = ()
    supervised_by: Column | None = None
    supervisors: Lookup | None = looked_up_by("supervised_by", default=None)
    marginal_: Duration | None = None
    own_revision: str = of_procedure("revision")
    reads = Text
    examples = (
        Example(
            {"reference": "training", "marginal": "30 days"},
            passes=("ann", "bob"),
            fails={
                NO_RECORD: ("zoe",),
                NOT_YET: ("eva",),
                EXPIRED: ("eva", "kim"),
                UNKNOWN: ("lea",),
                "missing": (None,),
            },
            columns={
                "training": ("found", "found", *["not found"] * 5, "found"),
                "training@known": (1, 2, 0, 1, 2, 1, 1, 1),
                "training@left": (FOR_EVER, DAY, None, None, None, None, None, DAY),
                "training@ended": (None, 9 * DAY, None, None, DAY, DAY, None, None),
                "training@begins": (None, None, None, DAY, DAY, None, None, None),
            },
        ),
        Example(
            {
                "reference": "training", "revision": "training.revision", "in_force": "recipe",
                "level": "training.level", "trainees": ["trainee", "on probation"],
                "supervised_by": "supervisor", "supervisors": "supervisors",
            },
            passes=("ann", "bob", "ben", "ann"),
            fails={
                ALONE: ("bob",), OWN: ("bob",), UNFIT: ("bob",), OLDER: ("eva",),
                "cannot be judged": ("eva", "kim", "kim", "lea"),
            },
            columns={
                "training": ("found",) * 12,
                "training@known": (1,) * 12,
                "training@left": (FOR_EVER,) * 12,
                "training.revision": (3, 3, 3, 4, 3, 3, 3, 2, 3, None, "B", 3),
                "recipe": (*[3] * 11, None),
                "training.level": (
                    "trained", "trainee", "On probation ", "trained", "trainee", "trainee", "trainee", "trained",
                    None, "trained", "trained", "trained",
                ),
                "supervisor": (None, "ann", "ann", "ann", None, "Bob ", "eva", *[None] * 5),
                "supervisors": (None, "found", "found", "found", "not found", "found", "not found", *[None] * 5),
            },
        ),
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        if self.in_force is not None and self.revision is None:
            raise ValueError(
                "in_force asks for the revision that the training was for: write revision: and the column of the "
                f"record beside it, as in revision: {self.reference}.revision"
            )
        if self.trainees and self.level is None:
            raise ValueError(
                "trainees are told by a column of the record: write level: and its name beside it, "
                f"as in level: {self.reference}.level"
            )
        if self.level is not None and not self.trainees:
            raise ValueError("level tells trainees from others: write trainees: and what stands there for them")
        if self.supervised_by is not None and not self.trainees:
            raise ValueError("supervised_by says something of trainees: write level: and trainees: beside it")
        if self.supervisors is not None and self.supervised_by is None:
            raise ValueError("supervisors are found by who supervised: write supervised_by: and its column beside it")
        if str(self.marginal_).startswith("-"):
            raise ValueError(f"marginal is a length of time above nothing, {self.marginal_} is not")

    def lacks(self) -> str:
        """What the procedure must say of itself."""
        if self.revision is None or self.in_force is not None:
            return ""
        if not self.own_revision:
            return "the procedure has no revision that training could be for (write revision: 1 beside procedure:)"
        try:
            Decimal(self.own_revision)
        except InvalidOperation:
            return f"the revision {self.own_revision!r} is no number, so that none can be told to be older"
        return ""

    def sentence(self, language: str) -> str:
        parts = [said(language, "qualified by {reference}", reference=self.reference)]
        if self.in_force is not None:
            parts.append(said(language, "for the revision in {column} or a newer one", column=self.in_force))
        elif self.revision is not None and self.own_revision:
            parts.append(said(language, "for revision {revision} or a newer one", revision=self.own_revision))
        if self.trainees:
            parts.append(self._of_trainees(language))
        soon = said(language, " (marginal within {length} of the end)", length=self.marginal_) if self.marginal_ else ""
        return ", ".join(parts) + soon

    def _of_trainees(self, language: str) -> str:
        levels = listed_in(language, self.trainees)
        if self.supervised_by is None:
            return said(language, "not as {levels}", levels=levels)
        if self.supervisors is None:
            message = "{levels} only under supervision ({column})"
            return said(language, message, column=self.supervised_by, levels=levels)
        message = "{levels} only under supervision ({column}, found in {reference})"
        return said(language, message, column=self.supervised_by, reference=self.supervisors, levels=levels)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        training = self.reference
        gone = ~training.found
        found = {
            NO_RECORD: training.known == 0,
            EXPIRED: gone & ~training.ended.is_null(),
            NOT_YET: gone & ~training.begins.is_null(),
            UNKNOWN: gone | (training.left < 0),
        }
        if self.revision is not None:
            found[OLDER] = self.revision.value < self._needed()
        if self.level is not None:
            found |= self._unsupervised(value, self.level)
        return found

    def _needed(self) -> nw.Expr | float:
        return self.in_force.value if self.in_force is not None else float(self.own_revision)

    def _unsupervised(self, value: nw.Expr, level: Column) -> dict[str, nw.Expr]:
        words = [folded_text(word, ALIKE) for word in self.trainees]
        trainee = folded(level.value, ALIKE).is_in(words)
        if self.supervised_by is None:
            return {TRAINEE: trainee}
        by = self.supervised_by.value
        found = {
            ALONE: trainee & by.is_null(),
            OWN: trainee & (folded(by, ALIKE) == folded(value, ALIKE)).fill_null(False),
        }
        return found if self.supervisors is None else {**found, UNFIT: trainee & ~self.supervisors.found}

    def marginal(self, value: nw.Expr) -> nw.Expr:
        if self.marginal_ is None:
            return nw.lit(False)
        soon: nw.Expr = self.reference.left < self.marginal_.length.total_seconds()
        return soon
