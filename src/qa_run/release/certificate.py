"""The certificate of a lot, as the plain values of its JSON Schema: all of it from the report and the decision."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import asdict, field, frozen

from qa_run.model.gate import ReleaseSettings
from qa_run.model.report import Report
from qa_run.release.gate import Decision, rules_told, without_plan
from qa_run.release.inputs import Input
from qa_run.release.lot import cut_away, excluded, items_of

SCHEMA = "qa-run/certificate/1"
MODELLED_ON = (
    "EN 10204:2004, inspection certificate 3.1",
    "ISO/IEC 17050-1:2004, supplier's declaration of conformity",
    "a certificate of analysis",
)
CLAIM = (
    "This document is modelled on the fields of the documents named here. It does not claim to comply with any of "
    "them, and no body has examined it."
)
_TAKEN = (
    "id", "procedure", "characteristic", "criterion", "class", "per", "lot", "lot_size", "outcome", "requirement",
    "digest", "because", "message", "inspected", "nonconforming", "accept", "measured", "limits", "convention",
    "plan", "decided_by", "concession", "correction", "baseline",
)  # fmt: skip


@frozen(kw_only=True, eq=False, repr=False)
class Issue:
    """Who issues, when, and what else is to stand there.

    by:     who decides; blank where the rules decided and no person is named
    fields: what somebody wanted to have in it: order, customer, part number
    key:    the id of the key that signs; blank without a signature
    """

    at: datetime
    settings: ReleaseSettings
    by: str = ""
    fields: Mapping[str, str] = field(factory=dict)
    recorded: bool = False
    key: str = ""


def certificate_of(
    report: Report, told: Mapping[str, Any], decision: Decision, issue: Issue, inputs: Sequence[Input]
) -> dict[str, Any]:
    """The certificate; `told` is the JSON report of the same run, of which it repeats what it says."""
    settings = issue.settings
    return {
        "schema": SCHEMA,
        "modelled_on": list(MODELLED_ON),
        "claim": CLAIM,
        "number": f"{issue.at:%Y%m%d}-{report.run_id[:8]}",
        "decision": str(decision.step),
        "decided_by": issue.by or None,
        "lot": decision.lot,
        "quantity": _quantity(told),
        "fields": dict(issue.fields),
        "issuer": {name: settings.issuer.get(name) for name in ("name", "address", "contact", "registration")},
        "place": settings.place or None,
        "issued": issue.at.isoformat(timespec="seconds"),
        "key": issue.key or None,
        "url": settings.url or None,
        "run": {
            "run_id": report.run_id,
            "started": told["started"],
            "as_of": told["as_of"],
            "recorded": issue.recorded,
            "outcome": told["outcome"],
        },
        "rules": rules_told(settings),
        "every_stratum": settings.every_stratum,
        "reasons": [
            asdict(reason, value_serializer=lambda _, __, value: str(value) if value else None)
            for reason in decision.reasons
        ],
        "summary": told["summary"],
        "procedures": [_procedure(one, each) for one, each in zip(report.procedures, told["procedures"], strict=True)],
        "requirements": [*_requirements(report, told)],
        "held_against": [asdict(each) for each in inputs],
        "samples": [
            {name: source[name] for name in ("procedure", "path", "role", "sha256", "rows", "items", "rejected_rows")}
            for source in told["sources"]
        ],
        "tool": {**told["tool"], "name": "qa-run", "environment": told["environment"]},
    }


def _quantity(told: Mapping[str, Any]) -> int | None:
    """The size of the lot, where all plans agree on one."""
    sizes = {each["lot_size"] for each in told["verdicts"] if each["lot_size"] is not None}
    return sizes.pop() if len(sizes) == 1 else None


def _procedure(one: Any, each: Mapping[str, Any]) -> dict[str, Any]:
    procedure = one.procedure
    return {
        **{name: each[name] for name in ("path", "name", "title", "revision", "effective", "sha256")},
        "product": procedure.product,
        "owner": procedure.owner,
        "items": items_of(one),
        "items_left_out": cut_away(one),
        "excluded": excluded(one),
        "lot_column": procedure.samples.header_of(procedure.samples.lot.column) if procedure.samples.lot else None,
        "notices": [
            *each["notices"],
            *(
                f"the class {name} has no sampling plan: none may fail in what was drawn"
                for name in without_plan(procedure)
            ),
        ],
    }


def _requirements(report: Report, told: Mapping[str, Any]) -> list[dict[str, Any]]:
    named: dict[tuple[str, str], tuple[str, str]] = {}
    for one in report.procedures:
        for each in one.procedure.requirements:
            unit = each.unit or named.get((one.procedure.name, each.characteristic), ("", ""))[1]
            named[one.procedure.name, each.characteristic] = each.title, unit
    return [
        {
            **{name: verdict[name] for name in _TAKEN},
            "title": named.get((verdict["procedure"], verdict["characteristic"]), ("", ""))[0] or None,
            "unit": (verdict["limits"] or {}).get("unit")
            or named.get((verdict["procedure"], verdict["characteristic"]), ("", ""))[1]
            or None,
        }
        for verdict in told["verdicts"]
    ]
