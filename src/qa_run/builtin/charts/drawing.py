"""Which chart each type draws from what was collected: trial limits of the counted points, or those of a baseline."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen


@frozen(eq=False, repr=False)
class Process:
    """What is known of a process: its centre and its sigma, as a baseline keeps them."""

    centre: float
    sigma: float


@frozen(eq=False, repr=False)
class Material:
    """What a chart is drawn from.

    arrays:  what was collected of each point
    counted: which points limits are estimated from
    process: the frozen centre and sigma; None for trial limits
    options: the numbers that a type takes (weight, shift, …)
    """

    arrays: Mapping[str, Any]
    counted: Any
    process: Process | None = None
    options: Mapping[str, Any] = field(factory=dict)

    @property
    def known(self) -> dict[str, Any]:
        """The frozen numbers as a chart function takes them; none for trial limits."""
        return {} if self.process is None else {"centre": self.process.centre, "sigma": self.process.sigma}

    @property
    def centre(self) -> dict[str, Any]:
        return {} if self.process is None else {"centre": self.process.centre}

    @property
    def nsigmas(self) -> dict[str, Any]:
        return {"nsigmas": self.options["nsigmas"]}

    @property
    def means(self) -> Any:
        return self.arrays["total"] / self.arrays["n"]

    @property
    def sizes(self) -> Any:
        """How many items each subgroup has; one number for all where they are alike, which is quicker to draw."""
        n = self.arrays["n"]
        return n[0] if len(n) and (n == n[0]).all() else n


@frozen(eq=False, repr=False)
class Part:
    """One of the charts drawn together.

    ruled:  the rules for patterns hold on it, not only its limits
    shift:  how many points of the sequence come before its first
    places: which points of the sequence are on it, where not all from `shift` on are
    since:  of each point where its sum began
    """

    name: str
    chart: Any
    ruled: bool = True
    shift: int = 0
    places: Any = None
    since: Any = None

    def of(self, points: Any) -> Any:
        """What is known of the points of the sequence, for those on this chart."""
        return points[self.places] if self.places is not None else points[self.shift :]

    def place_of(self, at: Any) -> Any:
        """Where points of this chart stand in the sequence."""
        return self.places[at] if self.places is not None else at + self.shift


def _xbar_r(of: Material) -> list[Part]:
    from qa_run.statistics.charts import r_chart, xbar_chart
    from qa_run.statistics.spread import sigma_of_ranges

    n, ranges = of.sizes, of.arrays["maximum"] - of.arrays["minimum"]
    sigma = of.process.sigma if of.process else sigma_of_ranges(n, ranges, counted=of.counted)
    level = xbar_chart(n, of.means, sigma, **of.centre, counted=of.counted, **of.nsigmas)
    return [Part("Xbar", level), *_spread(of, "R", r_chart, n, ranges, sigma)]


def _xbar_s(of: Material) -> list[Part]:
    import numpy as np

    from qa_run.statistics.charts import s_chart, xbar_chart
    from qa_run.statistics.spread import sigma_of_sds

    n, sds = of.sizes, np.nan_to_num(of.arrays["stdev"], nan=0.0)
    sigma = of.process.sigma if of.process else sigma_of_sds(n, sds, counted=of.counted)
    level = xbar_chart(n, of.means, sigma, **of.centre, counted=of.counted, **of.nsigmas)
    return [Part("Xbar", level), *_spread(of, "S", s_chart, n, sds, sigma)]


def _spread(of: Material, name: str, draw: Callable[..., Any], n: Any, spreads: Any, sigma: Any) -> list[Part]:
    """The chart of the spread, of those subgroups that have one: a single item has none."""
    import numpy as np

    wide = n > 1
    if wide.all():
        return [Part(name, draw(n, spreads, sigma=sigma, counted=of.counted, **of.nsigmas), False)]
    if not wide.any():
        return []
    counted = of.counted[wide]
    drawn = draw(n[wide], spreads[wide], sigma=sigma, counted=counted if counted.any() else None, **of.nsigmas)
    return [Part(name, drawn, False, places=np.flatnonzero(wide))]


def _i_mr(of: Material) -> list[Part]:
    from qa_run.statistics.charts import individuals_chart, moving_range_chart

    values = of.arrays["value"]
    sigma = of.process.sigma if of.process else None
    level = individuals_chart(values, **of.known, counted=of.counted, **of.nsigmas)
    if len(values) < 2:  # a single value stands within frozen limits, or not; it has no moving range
        return [Part("I", level)]
    spread = moving_range_chart(values, sigma=sigma, counted=of.counted if sigma is None else None, **of.nsigmas)
    return [Part("I", level), Part("MR", spread, False, shift=1)]


def _attributes(name: str, sized: bool) -> Callable[[Material], list[Part]]:
    def draw(of: Material) -> list[Part]:
        from qa_run.statistics import charts

        chart = getattr(charts, f"{name}_chart")
        sizes = (of.arrays["n"],) if sized else ()
        return [Part(name, chart(of.arrays["count"], *sizes, **of.centre, counted=of.counted, **of.nsigmas))]

    return draw


def _laney(name: str) -> Callable[[Material], list[Part]]:
    def draw(of: Material) -> list[Part]:
        from qa_run.statistics import charts

        chart = getattr(charts, f"laney_{name}_chart")
        known = {"centre": of.process.centre, "sigma_z": of.process.sigma} if of.process else {}
        drawn = chart(of.arrays["count"], of.arrays["n"], **known, counted=of.counted, **of.nsigmas)
        return [Part(f"{name}'", drawn)]

    return draw


def _level(of: Material) -> tuple[Any, Any, Any]:
    """Means, sizes and the sigma of single values, whether points are items or subgroups."""
    from qa_run.statistics.spread import sigma_of_moving_ranges, sigma_of_ranges

    if "value" in of.arrays:
        values = of.arrays["value"]
        sigma = of.process.sigma if of.process else sigma_of_moving_ranges(values, counted=of.counted)
        return values, 1, sigma
    n, ranges = of.sizes, of.arrays["maximum"] - of.arrays["minimum"]
    return of.means, n, of.process.sigma if of.process else sigma_of_ranges(n, ranges, counted=of.counted)


def _ewma(of: Material) -> list[Part]:
    from qa_run.statistics.charts import ewma_chart

    means, n, sigma = _level(of)
    weight = {"weight": of.options["weight"]}
    return [Part("EWMA", ewma_chart(means, sigma, n=n, **weight, **of.centre, counted=of.counted, **of.nsigmas))]


def _cusum(of: Material) -> list[Part]:
    from qa_run.statistics.charts import cusum_chart

    means, n, sigma = _level(of)
    numbers = {name: of.options[name] for name in ("shift", "decision_interval", "head_start")}
    both = cusum_chart(means, sigma, n=n, **numbers, **of.centre, counted=of.counted)
    return [
        Part("CUSUM above", both.high, since=both.high_from),
        Part("CUSUM below", both.low, since=both.low_from),
    ]


def _rare(name: str) -> Callable[[Material], list[Part]]:
    def draw(of: Material) -> list[Part]:
        from qa_run.statistics import charts

        known = of.centre if name == "g" else of.known
        drawn = getattr(charts, f"{name}_chart")(of.arrays["value"], **known, counted=of.counted, **of.nsigmas)
        return [Part(name, drawn)]

    return draw


#: Of each type of chart what is drawn.
TYPES: Mapping[str, Callable[[Material], list[Part]]] = {
    "xbar_r": _xbar_r,
    "xbar_s": _xbar_s,
    "i_mr": _i_mr,
    "p": _attributes("p", sized=True),
    "np": _attributes("np", sized=True),
    "c": _attributes("c", sized=False),
    "u": _attributes("u", sized=True),
    "laney_p": _laney("p"),
    "laney_u": _laney("u"),
    "ewma": _ewma,
    "cusum": _cusum,
    "g": _rare("g"),
    "t": _rare("t"),
}
