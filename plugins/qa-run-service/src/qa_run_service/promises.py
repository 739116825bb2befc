"""A promise: what was to be done by when, and whether the customer was told beforehand where it was not."""

import narwhals as nw
from attrs import frozen
from qa_run import Any, BusinessTime, Column, Duration, Example, Time, YesNo, column, criterion

from qa_run_service.saying import said

_OPEN = {"hours": {"mon-fri": "09:00-18:00"}, "holidays": ["2026-03-25"]}
BLANK, UNKNOWN, NOT_DONE, LATE = "nothing promised", "nothing recorded", "not done", "late"
NOT_TOLD, TOLD_AFTER, TOLD = "late and not told", "late and told too late", "late but told beforehand"
OFFERED = "late but told with an offer"


@criterion("promise")
@frozen
class Promise:
    """What was promised is done by the time promised; where it is not, the customer hears of it before.

    promised:    the column with the time promised
    done:        the column with the time at which it was done; without it, the column of the characteristic
    grace:       how long after the time promised it still counts as kept: `10 min`, `1 business hours`
    status:      the column in which somebody writes what became of it: where neither that nor the time at which it was
                 done is recorded, nobody knows whether it was, and it is not called `not done`
    notice:      the column with the time at which the customer was told that it will be late
    ahead:       how long before the time promised the notice must come: `2 h`, `4 business hours`
    alternative: the column that says whether something else was offered: true or false, or what the samples write for
                 them (`format: {yes_no: {true: [yes], false: [no]}}`); anything else is no offer
    excused:     what is late, but told beforehand with something else offered, is marginal and no finding

        outcome: {promise: {promised: promised_at, done: delivered_at, notice: told_at, alternative: offered}}

    Findings: `nothing promised`, `nothing recorded` (with `status`), `not done`; `late` where no notice is recorded at
    all, else `late and not told`, `late and told too late`, `late but told beforehand` and `late but told with an
    offer`. What is not done while its time has not come by `--as-of` is *not yet due*. A notice at the very time
    promised is too late.
    """

    promised: Column
    done: str = ""
    grace: Duration | BusinessTime | None = None
    status: Column | None = column(reads=Any, default=None)
    notice: Column | None = None
    ahead: Duration | BusinessTime | None = None
    alternative: Column | None = column(reads=YesNo, default=None)
    excused: bool = False
    reads = Time
    names_missing = True
    examples = (
        Example(
            {"promised": "promised_at", "notice": "told_at", "alternative": "offered"},
            passes=("2026-03-02 10:00", "2026-03-01"),
            fails={
                BLANK: ("2026-03-02 10:00", None),
                NOT_DONE: (None,),
                NOT_TOLD: ("2026-03-02 10:00:01",),
                TOLD_AFTER: ("2026-03-02 11:00", "2026-03-02 11:00"),
                TOLD: ("2026-03-02 11:00",),
                OFFERED: ("2026-03-02 11:00",),
                "not yet due": (None,),
                "cannot be judged": ("2026-03-02 10:00",),
                "unreadable": ("soon",),
            },
            columns={
                "promised_at": (
                    "2026-03-02 10:00", "2026-03-02 10:00", None, "", *["2026-03-02 10:00"] * 6, "2026-03-31 12:01",
                    "some day", "2026-03-02 10:00",
                ),
                "told_at": (
                    None, None, None, None, "2026-03-01", None, "2026-03-02 10:00", "2026-03-02 10:30",
                    "2026-03-02 09:59", "2026-03-02 09:59", None, None, None,
                ),
                "offered": (
                    "true", None, "true", None, "true", "true", "true", "true", "false", "true", None, None, None,
                ),
            },
        ),
        # promised on Tuesday at noon; the Wednesday is a holiday
        Example(
            {"promised": "promised_at", "grace": "9 business hours", "notice": "told_at", "ahead": "4 business hours"},
            passes=("2026-03-26 12:00", "2026-03-25 20:00"),
            fails={TOLD: ("2026-03-26 12:01",), TOLD_AFTER: ("2026-03-26 12:01",)},
            columns={
                "promised_at": ("2026-03-24 12:00",) * 4,
                "told_at": (None, None, "2026-03-23 17:00", "2026-03-23 17:01"),
            },
            calendar=_OPEN,
        ),
        Example(
            {"promised": "by", "status": "became"},
            passes=("2026-03-02", "2026-03-02"),
            fails={UNKNOWN: (None, ""), NOT_DONE: (None, None), "not yet due": (None,), BLANK: (None,)},
            columns={
                "by": (*["2026-03-02"] * 6, "2026-03-31 12:01", None),
                "became": (None, "handed over", None, "", "gone back", "0", None, None),
            },
        ),
        Example(
            {"promised": "by"},
            passes=("2026-03-02",),
            fails={LATE: ("2026-03-03",)},
            columns={"by": ("2026-03-02",) * 2},
        ),
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        for name in ("ahead", "alternative"):
            if getattr(self, name) is not None and self.notice is None:
                raise ValueError(f"{name} says something of a notice: write notice: and its column beside it")
        if self.excused and self.alternative is None:
            raise ValueError("excused asks for something else offered: write alternative: and its column beside it")
        for name in ("grace", "ahead"):
            if str(getattr(self, name)).startswith("-"):
                raise ValueError(f"{name} is a length of time above nothing, {getattr(self, name)} is not")

    @property
    def judged(self) -> str:
        """The recorded column that the characteristic stands for."""
        return self.done

    def sentence(self, language: str) -> str:
        by = "done by {promised} and {grace}" if self.grace else "done by {promised}"
        told = said(language, by, promised=self.promised, grace=self.grace)
        if self.status is not None:
            told += said(language, " (if not, see {status})", status=self.status)
        if self.notice is None:
            return told
        before = ", else told {ahead} before ({notice})" if self.ahead else ", else told before ({notice})"
        told += said(language, before, ahead=self.ahead, notice=self.notice)
        offer = ", with something else offered ({alternative})"
        return told + (said(language, offer, alternative=self.alternative) if self.excused else "")

    def pending(self, as_of: nw.Expr) -> nw.Expr:
        if isinstance(self.grace, BusinessTime):
            return self.grace.pending(self.promised)
        return as_of < self._due

    @property
    def _due(self) -> nw.Expr:
        value = self.promised.value
        return value + nw.lit(self.grace.length) if isinstance(self.grace, Duration) else value

    def _late(self, value: nw.Expr) -> nw.Expr:
        return self.grace.past(self.promised) > 0 if isinstance(self.grace, BusinessTime) else value > self._due

    def _beforehand(self, notice: Column) -> nw.Expr:
        """Whether the customer knew in time; false where nobody told."""
        if isinstance(self.ahead, BusinessTime):
            known = self.ahead.past(notice, self.promised) >= 0
        else:
            length = nw.lit(self.ahead.length) if self.ahead else None
            known = (
                notice.value < self.promised.value if length is None else notice.value + length <= self.promised.value
            )
        return known.fill_null(False)

    def _offered(self) -> nw.Expr:
        return self.alternative.value.fill_null(False) if self.alternative else nw.lit(False)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        blank = self.promised.read_as(Any).value.is_null()
        undone, late = value.is_null() & ~self.promised.value.is_null(), self._late(value)
        unknown = {} if self.status is None else {UNKNOWN: undone & self.status.value.is_null()}
        if self.notice is None:
            return {BLANK: blank, **unknown, NOT_DONE: undone, LATE: late}
        told, known = ~self.notice.value.is_null(), self._beforehand(self.notice)
        found = {
            BLANK: blank,
            **unknown,
            NOT_DONE: undone,
            NOT_TOLD: late & ~told,
            TOLD_AFTER: late & ~known,
            TOLD: late & ~self._offered(),
        }
        return found if self.excused else {**found, OFFERED: late}

    def marginal(self, value: nw.Expr) -> nw.Expr:
        return self._late(value)
