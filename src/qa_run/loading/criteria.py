"""Finding the criterion or acceptance rule that a key names, and building it."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from qa_run.errors import Place
from qa_run.host import Host, Offer, Offers
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, build
from qa_run.loading.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from qa_run.loading.suggest import did_you_mean
from qa_run.loading.units import in_recorded_unit, with_unit
from qa_run.model.procedure import Condition, Shape, When
from qa_run.model.values import Nested
from qa_run.offers import shape_of


@frozen
class Written:
    """A criterion or rule as a procedure writes it: what is offered, and the node with its keys."""

    offer: Offer
    node: Node
    place: Place


@frozen
class Units:
    """The unit of a characteristic, the unit it is recorded in, and the column it is recorded under."""

    unit: str = ""
    recorded_in: str = ""
    column: str = ""


@frozen
class Criteria:
    """Builds what the installed plugins offer. `characteristics` tells the units of columns named in conditions."""

    host: Host
    characteristics: Mapping[str, Units]

    def written(
        self, entries: Iterable[Entry], offers: Offers, core: Iterable[str], faults: Faults, where: str
    ) -> list[Written]:
        """What `entries` write of `offers`; keys that are neither offered nor in `core` are faults."""
        flat = offers.flat_keys
        core = tuple(core)
        flats: dict[str, list[Entry]] = {}
        found: list[Written] = []
        for entry in entries:
            key = entry.key.text
            if key in core:
                continue
            offer = offers.get(key)
            if key in flat:
                flats.setdefault(flat[key].full_name, []).append(entry)
                if len(flats[flat[key].full_name]) == 1:
                    found.append(Written(flat[key], entry.value, entry.key.place))
            elif offer is not None and not offer.flat:
                found.append(Written(offer, entry.value, entry.key.place))
            else:
                self._unknown(entry, offers, (*core, *flat), faults, where)
        return [
            Written(item.offer, MapNode(tuple(flats[item.offer.full_name]), item.place), item.place)
            if item.offer.flat
            else item
            for item in found
        ]

    def _unknown(self, entry: Entry, offers: Offers, keys: tuple[str, ...], faults: Faults, where: str) -> None:
        key = entry.key.text
        if key in offers.doubled:
            faults.add(entry.key.place, f"several plugins offer {key!r}", f"write {' or '.join(offers.doubled[key])}")
            return
        names = [name for name, offer in offers.by_name.items() if not offer.flat and "." not in name]
        hint = did_you_mean(key, [*keys, *names])
        faults.add(
            entry.key.place,
            f"{key!r} is neither a key of {where} nor a {offers.kind} that an installed plugin offers",
            hint or f"`qa-run plugins` lists them; core keys: {', '.join(keys)}",
        )

    def built(self, written: Written, units: Units, faults: Faults) -> Any:
        """The instance that `written` describes, its limits in the recorded unit; MISSING after faults."""
        return self.built_and_written(written, units, faults)[0]

    def built_and_written(self, written: Written, units: Units, faults: Faults) -> tuple[Any, Any]:
        """The same, and beside it the instance in the unit of the procedure, for people."""
        instance = build(written.offer.what, written.node, faults, self.nested(units))
        if instance is MISSING:
            return MISSING, MISSING
        try:
            return in_recorded_unit(instance, units.unit, units.recorded_in), with_unit(instance, units.unit)
        except ValueError as error:
            faults.add(written.place, str(error))
            return MISSING, MISSING

    def nested(self, units: Units) -> Any:
        """A builder for criteria inside a criterion, such as the `of` of a share."""

        def build_nested(node: Node, faults: Faults) -> Any:
            written = self._single(node, faults, "a criterion")
            if written is None:
                return MISSING
            criterion = self.built(written, units, faults)
            return MISSING if criterion is MISSING else Nested(criterion, written.offer.name, written.offer.plugin)

        return build_nested

    def _single(self, node: Node, faults: Faults, what: str) -> Written | None:
        """The one item criterion that `node` writes: a value is `equals`, a list `one_of`."""
        if not isinstance(node, MapNode):
            name = "one_of" if isinstance(node, ListNode) else "equals"
            offer = self.host.criteria.get(name)
            if isinstance(node, ScalarNode) and node.value is None and not node.quoted:
                faults.add(node.place, f"nothing stands here where {what} is due", "write {absent: true} for no value")
                return None
            return Written(offer, node, node.place) if offer else None
        before = len(faults.found)
        written = self.written(node.entries, self.host.criteria, (), faults, what)
        if len(faults.found) > before:
            return None
        if len(written) != 1:
            count = "no criterion stands" if not written else "more than one criterion stands"
            faults.add(node.place, f"{count} here where one is due")
            return None
        if shape_of(written[0].offer.what) is not Shape.ITEM:
            faults.add(written[0].place, f"{written[0].offer.name} judges many items together and cannot stand here")
            return None
        return written[0]

    def when(self, node: Node, faults: Faults) -> When | None:
        """The conditions of a `when:` or `only:`: keys are all-of, a list of them any-of."""
        groups = node.items if isinstance(node, ListNode) else (node,)
        built: list[tuple[Condition, ...]] = []
        for group in groups:
            if not isinstance(group, MapNode) or not group.entries:
                faults.add(group.place, "a condition is a column with what must hold of it", "as in {stage: hot}")
                continue
            conditions = [self._condition(entry, faults) for entry in group.entries]
            if all(condition is not None for condition in conditions):
                built.append(tuple(condition for condition in conditions if condition is not None))
        if not groups:
            faults.add(node.place, "the list of conditions is empty")
        return When(tuple(built)) if len(built) == len(groups) and groups else None

    def _condition(self, entry: Entry, faults: Faults) -> Condition | None:
        written = self._single(entry.value, faults, "a condition")
        if written is None:
            return None
        units = self.characteristics.get(entry.key.text, Units())
        criterion = self.built(written, units, faults)
        if criterion is MISSING:
            return None
        return Condition(units.column or entry.key.text, criterion, written.offer.name, entry.key.place)
