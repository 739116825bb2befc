"""The criterion `no_package_below`: which packages are shorter than the law allows for a single one."""

from collections.abc import Mapping
from typing import Literal

import narwhals as nw
from attrs import frozen
from qa_run import Column, Example, criterion

from qa_run_netcontent.packages import NAMES, Packages
from qa_run_netcontent.saying import said

Limit = Literal["MAV", "T1", "T2"]
LIMITS: Mapping[str, tuple[Limit, ...]] = {"hb133-a": ("MAV",), "eu-76-211": ("T2", "T1")}


@criterion("no_package_below")
@frozen
class NoPackageBelow(Packages):
    """No package is short of its label by more than the law bears in a single one; those that are get named.

    standard, label, tare, shortage: as for `net_contents`, beside which it stands
    limit: MAV (hb133-a), T2 (eu-76-211, where nothing is said: twice the error) or T1 (the error itself, of which the
           plan of `net_contents` accepts some: say how many by `accept`)

        gross_g:
          unit: g
          requirements:
            - net_contents: &label {standard: eu-76-211, label: 500 g, tare: tare_g}
            - no_package_below: *label

    Findings: `beyond the MAV`, `below T1`, `below T2`. A package without its tare cannot be judged, and does not
    conform. Sources: NIST Handbook 133, 2.3.7 and Table 2-5; Directive 76/211/EEC, annex I, 1 and 2.4.
    """

    limit: Limit | None = None
    exclusive = True
    examples = (
        Example(
            {"standard": "hb133-a", "label": "113 g"},
            unit="g",
            passes=("113", "105.8", "120"),
            fails={"beyond the MAV": ("105.7", "0")},
        ),
        Example(
            {"standard": "eu-76-211", "label": "500 g"},
            unit="g",
            passes=("485", "484.9", "470"),
            fails={"below T2": ("469.9",)},
        ),
        Example(
            {"standard": "eu-76-211", "label": "1 l", "limit": "T1"},
            unit="ml",
            passes=("1000", "985"),
            fails={"below T1": ("984.9", "970"), "below T2": ("969.9",)},
        ),
        Example(
            {"standard": "eu-76-211", "label": "500 g", "tare": "tare_g"},
            unit="g",
            passes=("512.4", "482.4", "470.3"),
            fails={"below T2": ("482.4", "-3")},
            columns={"tare_g": ("12.4", "12.4", "0.3", "12.5", "12.4")},
        ),
        Example(
            {"standard": "hb133-a", "label": "1 lb", "tare": "0.5 oz"},
            unit="oz",
            passes=("16.5", "15.796"),
            fails={"beyond the MAV": ("15.795",)},
        ),
    )

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.limit is not None and self.limit not in LIMITS[self.standard]:
            others = " or ".join(LIMITS[self.standard])
            raise ValueError(f"limit {self.limit} is none of {self.standard}: write {others}")

    @property
    def chosen(self) -> Limit:
        return self.limit or LIMITS[self.standard][0]

    @property
    def limits(self) -> Mapping[str, int | float]:
        if isinstance(self.tare, Column):
            return {}  # each package has its own, in what is recorded
        tare = self.tare.value if self.tare is not None else 0
        return {"lower": float(self.short_by(2 if self.chosen == "T2" else 1) + tare)}

    def sentence(self, language: str) -> str:
        message, by = "no package below {limit} of {standard}: {packages}", said(language, NAMES[self.standard])
        return said(language, message, limit=self.chosen, standard=by, packages=self.in_words(language))

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        net = self.net(value)
        first, second = (float(self.short_by(times)) for times in (1, 2))
        if self.chosen == "MAV":
            return {"beyond the MAV": net < first}
        if self.chosen == "T2":
            return {"below T2": net < second}
        return {"below T1": (net < first) & (net >= second), "below T2": net < second}
