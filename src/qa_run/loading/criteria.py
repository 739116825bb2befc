"""Finding the criterion or acceptance rule that a key names, and building it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, field, frozen

from qa_run.errors import Place, PluginError
from qa_run.host import Host, Offer, Offers
from qa_run.loading.attaching import attached
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, build, keys_of, split_decimal
from qa_run.loading.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from qa_run.loading.offered import check_band, check_types, flat_keys
from qa_run.loading.suggest import did_you_mean
from qa_run.loading.units import UnitError, in_recorded_unit, with_unit
from qa_run.model.conditions import Condition, When
from qa_run.model.procedure import Shape, makes_its_value
from qa_run.model.values import Nested
from qa_run.offers import shape_of

if TYPE_CHECKING:
    from qa_run.model.calendar import Calendar
    from qa_run.model.samples import Events


@frozen(repr=False)
class Written:
    """A criterion or rule as a procedure writes it: what is offered, and the node with its keys."""

    offer: Offer
    node: Node
    place: Place

    def place_of(self, key: str) -> Place:
        """Where the value of `key` stands, or all of it."""
        node = self.node.get(key) if isinstance(self.node, MapNode) else None
        return node.place if node else self.place


@frozen(repr=False)
class Units:
    """The unit of a characteristic, the unit it is recorded in, and the column it is recorded under."""

    unit: str = ""
    recorded_in: str = ""
    column: str = ""


#: No key is at home elsewhere.
NOWHERE: Mapping[str, str] = {}


@frozen(eq=False, repr=False)
class Criteria:
    """Builds what the installed plugins offer. `characteristics` tells the units of columns named in conditions;
    files that belong to a procedure are looked for from `folder`, and business time goes by the `calendar`;
    `texts` are those that the procedure says of itself."""

    host: Host
    characteristics: Mapping[str, Units]
    folder: Path | None = None
    events: "Events | None" = None
    calendar: "Calendar | Literal['faulty'] | None" = None
    texts: Mapping[str, str] = NOWHERE
    flat: Mapping[str, Mapping[str, Offer]] = field(init=False)

    @flat.default
    def _flat_keys(self) -> Mapping[str, Mapping[str, Offer]]:
        return {
            offers.kind: flat_keys(offers)
            for offers in (self.host.criteria, self.host.acceptance, self.host.observations)
        }

    def written(
        self,
        node: MapNode,
        offers: Offers,
        core: Iterable[str],
        faults: Faults,
        where: str,
        elsewhere: Mapping[str, str] = NOWHERE,
    ) -> list[Written]:
        """What the keys of `node` write of `offers`; what is neither offered nor in `core` is a fault.

        `elsewhere` says of keys that are at home in other places where these are.
        """
        flat = self.flat[offers.kind]
        core = tuple(core)
        flats: dict[str, list[Entry]] = {}
        found: list[Written] = []
        seen: set[str] = set()
        for entry in node.entries:
            key = entry.key.text
            if key in core or key in seen:  # a doubled key is told by the reader of the file
                continue
            seen.add(key)
            offer = offers.get(key)
            if key in flat:
                flats.setdefault(flat[key].full_name, []).append(entry)
                if len(flats[flat[key].full_name]) == 1:
                    found.append(Written(flat[key], entry.value, entry.key.place))
            elif offer is not None and not offer.flat:
                if offer.deferred:
                    check_types(offers.kind, offer)
                found.append(Written(offer, entry.value, entry.key.place))
            else:
                hint = elsewhere.get(key) or split_decimal(node, key)
                self._unknown(entry, offers, (*core, *flat), faults, where, hint)
        return [
            Written(item.offer, MapNode(tuple(flats[item.offer.full_name]), item.place), item.place)
            if item.offer.flat
            else item
            for item in found
        ]

    def _unknown(
        self, entry: Entry, offers: Offers, keys: tuple[str, ...], faults: Faults, where: str, hint: str
    ) -> None:
        key = entry.key.text
        if key in offers.doubled:
            faults.add(entry.key.place, f"several plugins offer {key!r}", f"write {' or '.join(offers.doubled[key])}")
            return
        flat = offers.get(key)
        if flat is not None:
            hint = f"write its keys without that name: {', '.join(key for key, _, _ in keys_of(flat.what))}"
            faults.add(entry.key.place, f"{key!r} is not written as a key", hint)
            return
        names = [name for name, offer in offers.by_name.items() if not offer.flat and "." not in name]
        faults.add(
            entry.key.place,
            f"{key!r} is neither a key of {where} nor {_a(offers.kind)} that an installed plugin offers",
            hint or did_you_mean(key, [*keys, *names]) or f"known: {', '.join([*keys, *names])}",
            "unknown-key",
        )

    def built(self, written: Written, units: Units, faults: Faults) -> Any:
        """The instance that `written` describes, its limits in the recorded unit; MISSING after faults."""
        return self.built_and_written(written, units, faults)[0]

    def built_and_written(self, written: Written, units: Units, faults: Faults) -> tuple[Any, Any]:
        """The same, and beside it the instance in the unit of the procedure, for people.

        Whatever but a ValueError comes out of the plugin's class is a PluginError: nothing was checked then.
        """
        offer = written.offer
        try:
            instance = build(offer.what, written.node, faults, self.nested(units))
            if instance is MISSING:
                return MISSING, MISSING
            check_band(instance)
            instance = attached(instance, self.folder, self.calendar, self.texts)
            return in_recorded_unit(instance, units.unit, units.recorded_in), with_unit(instance, units.unit)
        except UnitError as error:
            for message in (str(error), *error.more):
                faults.add(_place_of(written, error.key), message)
        except ValueError as error:
            faults.add(written.place, str(error))
        except PluginError as error:
            if str(error).startswith("plugin "):
                raise
            raise PluginError(f"plugin {offer.plugin}: {self._kind(offer)} {offer.name}: {error}") from error
        except Exception as error:
            raise PluginError(
                f"plugin {offer.plugin}: {self._kind(offer)} {offer.name}, written at {written.place}, "
                f"raised {type(error).__name__}: {error}"
            ) from error
        return MISSING, MISSING

    def _kind(self, offer: Offer) -> str:
        return offer.kind

    def nested(self, units: Units) -> "Inner":
        """A builder for what stands inside a criterion, such as the `of` of a share."""
        return Inner(self, units)

    def inner(self, node: Node, units: Units, faults: Faults) -> Any:
        """A criterion inside a criterion."""
        written = self._single(node, faults, "a criterion")
        if written is None:
            return MISSING
        criterion, as_written = self.built_and_written(written, units, faults)
        if criterion is MISSING:
            return MISSING
        return Nested(criterion, written.offer.name, written.offer.plugin, as_written)

    def where(self, node: Node, faults: Faults, open_: bool = False) -> Any:
        """Which rows of an item are meant; a word or a list of words is the name of an event, or with `open_` of
        something else."""
        from qa_run.loading.rows import rows_where  # only observations of many rows pay for it

        known = evolve(self, events=evolve(self.events, kinds=())) if open_ and self.events else self
        return rows_where(self.events.name if self.events else "", node, known.when, faults)

    def _single(self, node: Node, faults: Faults, what: str) -> Written | None:
        """The one item criterion that `node` writes: a value is `equals`, a list `one_of`."""
        if not isinstance(node, MapNode):
            name = "one_of" if isinstance(node, ListNode) else "equals"
            offer = self.host.criteria.get(name)
            if isinstance(node, ScalarNode) and node.value is None and not node.quoted:
                faults.add(node.place, f"nothing stands here where {what} is due", "write {absent: true} for no value")
                return None
            if offer is None:
                faults.add(node.place, f"no installed plugin offers {name!r}, which this is short for")
                return None
            return Written(offer, node, node.place)
        before = len(faults.found)
        written = self.written(node, self.host.criteria, (), faults, what)
        if len(faults.found) > before:
            return None
        if len(written) != 1:
            count = "no criterion stands" if not written else "more than one criterion stands"
            faults.add(node.place, f"{count} here where one is due")
            return None
        if makes_its_value(written[0].offer.what):
            faults.add(written[0].place, f"{written[0].offer.name} makes its own value and cannot stand here")
            return None
        if hasattr(written[0].offer.what, "over"):
            faults.add(
                written[0].place, f"{written[0].offer.name} compares items with each other and cannot stand here"
            )
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
        if written is None or not self._kinds_known(entry, faults):
            return None
        units = self.characteristics.get(entry.key.text, Units())
        criterion = self.built(written, units, faults)
        if criterion is MISSING:
            return None
        return Condition(units.column or entry.key.text, criterion, written.offer.name, entry.key.place)

    def _kinds_known(self, entry: Entry, faults: Faults) -> bool:
        """Whether a condition on the column that names the events asks for kinds of events that there are."""
        if self.events is None or not self.events.kinds or entry.key.text != self.events.name:
            return True
        from qa_run.loading.rows import check_kinds

        return check_kinds(self.events, entry.value, faults)


@frozen(eq=False, repr=False)
class Inner:
    """Builds what stands inside something that a plugin offers: another criterion, or conditions on rows."""

    criteria: Criteria
    units: Units

    def __call__(self, node: Node, faults: Faults) -> Any:
        return self.criteria.inner(node, self.units, faults)

    def where(self, node: Node, faults: Faults, open_: bool = False) -> Any:
        return self.criteria.where(node, faults, open_)


def _place_of(written: Written, key: str) -> Place:
    node = written.node.get(key) if isinstance(written.node, MapNode) else written.node
    return node.place if node else written.place


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
