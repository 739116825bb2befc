"""Sampling plans: how many are drawn from a lot, and how many nonconforming ones among them it may have."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, field, fields, frozen

from qa_run import Judged, Share, acceptance, said, scalar
from qa_run.builtin import plan_lookup as lookup

if TYPE_CHECKING:
    from qa_run.statistics.sampling import Plan as Found

Aql = float | Share | Mapping[str, float | Share] | None
Kind = Literal["single", "double", "multiple"]
Severity = Literal["normal", "tightened", "reduced"]
_TABLES = ("iso2859-1", "z1.4", "mil-std-105e")
_CLASSES = ("critical", "major", "minor")
#: Which standards take which key. Those not named here are for all.
_FOR: Mapping[str, tuple[str, ...]] = {
    "level": _TABLES, "kind": _TABLES, "severity": _TABLES, "switching": _TABLES,
    "ltpd": ("zero-acceptance", "ltpd", "isolated"), "confidence": ("zero-acceptance", "ltpd", "isolated"),
    "ac": ("ltpd", "isolated"), "producer": ("two-point", "isolated"), "consumer": ("two-point", "isolated"),
}  # fmt: skip


@frozen(eq=False, repr=False)
class Point:
    """A point that an OC curve keeps: lots of this quality, and how often they are accepted."""

    quality: Share
    accepted: Share

    @property
    def numbers(self) -> tuple[float, float]:
        return float(self.quality.value), float(self.accepted.value)


@frozen(eq=False, repr=False)
class Switching:
    """How inspection goes on from lot to lot: `switching: {start: normal, reduced: false}`."""

    start: Severity = "normal"
    reduced: bool = False


def not_both(switching: bool | Switching | None, severity: Severity | None) -> None:
    """Refuse a severity that nothing would come of. Raises ValueError."""
    if switching and severity is not None:
        raise ValueError(f"switching decides the severity: write switching: {{start: {severity}}}, or leave it out")


def _per_cent(aql: Aql) -> float | Mapping[str, float] | None:
    if isinstance(aql, Mapping):
        return {name: _number(each) for name, each in aql.items()}
    return None if aql is None else _number(aql)


def _number(aql: float | Share) -> float:
    return float(aql.value * 100) if isinstance(aql, Share) else float(aql)


@acceptance("plan")
@frozen(eq=False, repr=False)
class SamplingPlan:
    """A lot is accepted by a sampling plan: so many are drawn, and at most Ac of them may be nonconforming.

    `iso2859-1`, `z1.4` and `mil-std-105e` take the plan from the tables, by lot size, level and AQL. `zero-acceptance`
    and `ltpd` take the smallest sample that rejects lots as bad as `ltpd` with the confidence, `two-point` the smallest
    one that keeps the points of a producer and a consumer. `isolated` does the same for one lot by itself, of known
    size (hypergeometric).

    aql: in per cent, or nonconformities per 100 items; of each class its own as in {major: 1.0, minor: 4.0}
    severity: normal, tightened or reduced
    count: above an AQL of 10, nonconformities
    confidence: how surely lots as bad as ltpd are rejected; 95 % for zero-acceptance, else 90 %
    ac: how many may be nonconforming by the plans for ltpd
    producer: {quality: 1 %, accepted: 95 %}, with the consumer likewise
    switching: the lots before decide between normal, tightened and reduced; {start: tightened, reduced: true}

    An AQL of 0 is in no table: none may be found in the sample of the code letter.

    The sample in hand is judged as what it is. Too small is *not inspected* and says how many are still to draw; so
    does a double or multiple plan that wants its next sample. Where the sample is the lot, every item is inspected.

        bread_g: {nominal: 80, tolerance: 4, accept: {plan: {level: II, aql: 1.0}}}
        seal: {equals: tight, accept: {plan: {standard: zero-acceptance, ltpd: 5 %, confidence: 95 %}}}
    """

    standard: Literal["iso2859-1", "z1.4", "mil-std-105e", "zero-acceptance", "ltpd", "two-point", "isolated"] = (
        "iso2859-1"
    )
    level: Literal["I", "II", "III", "S-1", "S-2", "S-3", "S-4"] = "II"
    aql: Aql = field(default=None, converter=_per_cent)
    kind: Kind = "single"
    severity: Severity | None = None
    count: Literal["items", "nonconformities"] = "items"
    ltpd: Share | None = None
    confidence: Share | None = None
    ac: int = 0
    producer: Point | None = None
    consumer: Point | None = None
    switching: bool | Switching | None = None

    #: It decides lot by lot, whatever the strata of the samples are.
    per_lot = True

    def __attrs_post_init__(self) -> None:
        self._only_its_own_keys()
        aqls = self._aqls()
        if self.standard in _TABLES:
            lookup.known_aqls(aqls, self.count)
        elif any(not 0 <= each <= 100 for each in aqls.values()):
            raise ValueError("aql lies between 0 and 100 per cent")
        if self.standard == "two-point" or (self.standard == "isolated" and self.ltpd is None):
            self._two_points()
        elif self.standard not in _TABLES:
            self._limiting(aqls)

    def _only_its_own_keys(self) -> None:
        for key, standards in _FOR.items():
            written = getattr(self, key) != getattr(fields(type(self)), key).default
            if written and self.standard not in standards:
                raise ValueError(f"{key} means nothing for {self.standard}: it belongs to {', '.join(standards)}")
        not_both(self.switching, self.severity)
        if self.count == "nonconformities" and self.standard not in (*_TABLES, "two-point"):
            raise ValueError(f"count: {self.standard} counts nonconforming items: write count: items")
        if self.standard in _TABLES and self.aql is None:
            raise ValueError(f"the AQL is missing, by which {self.standard} finds a plan: write aql: 1.0")

    def _aqls(self) -> dict[str, float]:
        if not isinstance(self.aql, Mapping):
            return {} if self.aql is None else {"": _number(self.aql)}
        unknown = [name for name in self.aql if name not in _CLASSES]
        if unknown or not self.aql:
            raise ValueError(f"aql is for the classes {', '.join(_CLASSES)}, not {', '.join(unknown) or 'for none'}")
        return {name: _number(aql) for name, aql in self.aql.items()}

    def _two_points(self) -> None:
        if self.producer is None or self.consumer is None:
            other = "ltpd: 5 %, or " if self.standard == "isolated" else ""
            raise ValueError(
                f"{self.standard} needs {other}two points: write producer: {{quality: 1 %, accepted: 95 %}} and "
                "consumer: {quality: 6 %, accepted: 10 %}"
            )
        (good, often), (bad, seldom) = self.producer.numbers, self.consumer.numbers
        if not 0 < seldom < often < 1:
            raise ValueError("consumer is accepted less often than the producer, both between 0 % and 100 %")
        if not good < bad:
            raise ValueError(f"consumer's quality {self.consumer.quality} is not worse than {self.producer.quality}")
        if self.standard == "two-point":
            self.plan_of(None)  # refuses points that no sample can tell apart

    def _limiting(self, aqls: Mapping[str, float]) -> None:
        if self.ltpd is None:
            raise ValueError(f"{self.standard} needs the quality that it is to reject: write ltpd: 5 %")
        if self.producer or self.consumer:
            raise ValueError("ltpd says it all: leave producer and consumer out, or leave ltpd out and write both")
        if not self.ltpd.value:
            raise ValueError("ltpd 0 % can be shown of no lot by a sample: inspect every item, or write what is borne")
        if self.confidence is not None and not 0 < self.confidence.value < 1:
            raise ValueError("confidence lies between 0 % and 100 %")
        if self.ac < 0:
            raise ValueError("ac is not negative: write 0 for none")
        for aql in aqls.values():
            if aql >= float(self.ltpd.value * 100):
                raise ValueError(f"ltpd {self.ltpd} is not above the AQL of {aql:g} %: it is the quality to reject")

    def sentence(self, language: str) -> str:
        return said(language, "accepted by {plan}", plan=lookup.named(self, language))

    def for_class(self, severity: Any) -> "SamplingPlan":
        """The plan with the one AQL of a class. Raises ValueError where the class has none."""
        if not isinstance(self.aql, Mapping):
            return self
        if severity is None or str(severity) not in self.aql:
            name = "no class" if severity is None else f"the class {severity}"
            raise ValueError(f"the plan has no AQL for what is of {name}: write aql: {{{severity or 'major'}: …}}")
        return evolve(self, aql=self.aql[str(severity)])

    def plan_of(self, lot_size: int | None, severity: Any = None) -> "Found":
        """The plan for a lot, for the class `severity` of what is counted.

        Raises ValueError where there is none: the lot size or the AQL of the class is missing.
        """
        return lookup.found(self.for_class(severity), lot_size)

    def sample_size(self, lot_size: int | None) -> int:
        """How many to draw first from a lot; where each class has its AQL, the most that one of them asks for."""
        classes = list(self.aql) if isinstance(self.aql, Mapping) else [None]
        return max(self.plan_of(lot_size, each).n for each in classes)

    @scalar
    def allows(self, n: int, nonconforming: int, lot_size: int | None, severity: Any) -> Judged:
        try:
            plan = self.plan_of(lot_size, severity)
        except ValueError as error:
            return Judged(False, nonconforming, undecided=str(error))
        return lookup.judged(plan, lookup.named(self.for_class(severity)), n, nonconforming, lot_size)
