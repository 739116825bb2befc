"""Whether what plugins offer can be written in a procedure at all, told before any procedure is read."""

from collections.abc import Collection, Mapping
from typing import Any, get_args, get_origin

from attrs import exceptions, fields, has

from qa_run.errors import PluginError
from qa_run.host import Host, Offer, Offers
from qa_run.loading.fields import keys_of, options_of, typed_fields
from qa_run.loading.scalars import is_known
from qa_run.model.conditions import Where
from qa_run.model.limits import Limits
from qa_run.model.values import Nested


def flat_keys(offers: Offers) -> dict[str, Offer]:
    """The keys that are written without the name of their offer, each with that offer."""
    return {key: offer for offer in offers.by_name.values() if offer.flat for key, _, _ in keys_of(offer.what)}


def check_offers(host: Host, core: Collection[str]) -> None:
    """A PluginError for a class with a core key, a key that another one takes, or a type that nobody can write."""
    for offers, closed in ((host.criteria, core), (host.acceptance, ()), (host.observations, ())):
        owners: dict[str, Offer] = {}
        for offer in {id(offer): offer for offer in offers.by_name.values()}.values():
            if not offer.deferred:
                check_types(offers.kind, offer)
            keys = [key for key, _, _ in keys_of(offer.what)] if offer.flat else [offer.name]
            for key in keys:
                other = owners.setdefault(key, offer)
                if key in closed:
                    raise PluginError(f"plugin {offer.plugin} offers {key!r}, which is a key of every procedure")
                if other is not offer and (offer.flat or other.flat):
                    raise PluginError(
                        f"plugin {offer.plugin}: the {offers.kind} {offer.name} takes the key {key!r}, "
                        f"which {other.full_name} takes already"
                    )


def check_types(kind: str, offer: Offer) -> None:
    """A PluginError for a class with a field of a type that nobody can write."""
    try:
        wrong = _unknown(offer.what)
    except exceptions.NotAnAttrsClassError:
        raise PluginError(
            f"plugin {offer.plugin}: the {kind} {offer.name} is no class of attrs: mark it @frozen"
        ) from None
    except NameError as error:
        raise PluginError(
            f"plugin {offer.plugin}: the {kind} {offer.name} has a field of an unknown type: {error}"
        ) from error
    if wrong:
        raise PluginError(f"plugin {offer.plugin}: the {kind} {offer.name} has {wrong}, which no procedure can write")


def _unknown(cls: type) -> str:
    for attribute in typed_fields(cls):
        if attribute.type is None:
            return f"a field {attribute.name} without a type"
        for option in options_of(attribute.type):
            if wrong := _unknown_type(option):
                return f"a field {attribute.name} of the type {wrong}"
    return ""


def _unknown_type(option: Any) -> str:
    if option in (Nested, Where) or is_known(option):
        return ""
    if get_origin(option) in (tuple, dict, Mapping):
        inner = get_args(option)[0 if get_origin(option) is tuple else 1]
        return next((wrong for part in options_of(inner) if (wrong := _unknown_type(part))), "")
    if isinstance(option, type) and has(option):
        return _unknown(option)
    return str(option)


def check_band(instance: Any) -> None:
    """Refuse a marginal band that the class of an item criterion does nothing with: nobody would hear of it.

    Raises ValueError.
    """
    if not callable(getattr(instance, "conforms", None)) and getattr(instance, "findings", None) is None:
        return
    values = [getattr(instance, each.name) for each in fields(type(instance))]
    banded = any(isinstance(each, Limits) and each.marginal is not None for each in values)
    if banded and getattr(type(instance), "marginal", None) is None:
        raise ValueError("marginal: it knows no band inside its limits, so nothing would come of this one")
