"""Technical rules across messages for starts and stops (305, 307), and TR056 for all: level 3, each its own code."""

from collections.abc import Iterator

from ontschot.exchange.iwmo.history import movement_key, start_key, stop_key
from ontschot.exchange.iwmo.rules.case import Case
from ontschot.exchange.iwmo.rules.registry import ACROSS, Hit, rule
from ontschot.exchange.iwmo.xml import messages as m


@rule(
    "TR019",
    on=(305, 307),
    level=ACROSS,
    answers="9019",
    needs=("301",),
    nl="Dit toewijzingsnummer hoort niet bij een toewijzing aan deze aanbieder.",
    en="This number does not belong to an allocation to this provider.",
)
def movement_has_an_allocation(case: Case) -> Iterator[Hit]:
    """A start or stop points to an allocation. Without a number it is task-oriented (taakgericht) and not judged."""
    for item in case.movements:
        if item.toewijzing_nummer is not None:
            found = case.earlier.allocation(item.toewijzing_nummer)
            if found is None or found.bsn != case.client.bsn:
                yield Hit(item, "ToewijzingNummer")


@rule(
    "TR056",
    on=(301, 305, 307, 315, 317, 319, 323, 325),
    level=ACROSS,
    answers="9056",
    needs=("self",),
    nl="Dit berichtnummer is al eerder gebruikt door deze afzender.",
    en="This message number was used before by this sender.",
)
def identification_is_new(case: Case) -> Iterator[Hit]:
    """Identificatie is unique for a sender and a kind of message."""
    header = case.header
    mine = (header.afzender, header.bericht_identificatie.identificatie)
    if mine in case.earlier.identifications[case.kind.number]:
        yield Hit(header, "BerichtIdentificatie/Identificatie")


def _own_removals(case: Case) -> set[object]:
    bsn = case.client.bsn
    return {movement_key(bsn, item) for item in case.movements if item.status_aanlevering == "3"}


@rule(
    "TR063",
    on=(305, 307),
    level=ACROSS,
    answers="9063",
    needs=("self",),
    nl="Er is niets te verwijderen: dit is niet eerder gemeld.",
    en="There is nothing to remove: this was not reported before.",
)
def removal_has_something_to_remove(case: Case) -> Iterator[Hit]:
    """A removal (3) has an earlier delivery with the same key."""
    standing = case.earlier.starts if case.kind.number == 305 else case.earlier.stops
    for item in case.movements:
        if item.status_aanlevering == "3" and movement_key(case.client.bsn, item) not in standing:
            yield Hit(item, "StatusAanlevering")


@rule(
    "TR071",
    on=(305,),
    level=ACROSS,
    answers="9071",
    needs=("305", "307"),
    nl="Deze start kan niet worden verwijderd: de levering is al gestopt.",
    en="This start cannot be removed: delivery has stopped already.",
)
def stopped_start_is_not_removed(case: Case) -> Iterator[Hit]:
    """A start is not removed after its stop."""
    for item in case.starts:
        if item.status_aanlevering == "3" and start_key(case.client.bsn, item) in case.earlier.stopped:
            yield Hit(item, "StatusAanlevering")


@rule(
    "TR074",
    on=(305, 307),
    level=ACROSS,
    answers="9074",
    needs=("self",),
    nl="Dit is al eerder gemeld met dezelfde gegevens.",
    en="This was reported before with the same key.",
)
def delivery_is_new(case: Case) -> Iterator[Hit]:
    """A first delivery (1) has a key that does not stand yet."""
    standing = case.earlier.starts if case.kind.number == 305 else case.earlier.stops
    for item in case.movements:
        key = movement_key(case.client.bsn, item)
        if item.status_aanlevering == "1" and key in standing and key not in _own_removals(case):
            yield Hit(item)


@rule(
    "TR326",
    on=(305,),
    level=ACROSS,
    answers="9326",
    needs=("305", "307"),
    nl="De levering loopt al: er is een start zonder stop.",
    en="Delivery is running already: there is a start without a stop.",
)
def no_start_while_running(case: Case) -> Iterator[Hit]:
    """No start while another start of the same allocation and product has no stop. A repeated key is TR074."""
    removals = _own_removals(case)
    running = {key for key in case.earlier.starts if key not in case.earlier.stopped and key not in removals}
    for item in case.starts:
        key = start_key(case.client.bsn, item)
        if item.status_aanlevering == "1" and any(other[:4] == key[:4] and other != key for other in running):
            yield Hit(item, "Begindatum")


@rule(
    "TR382",
    on=(307,),
    level=ACROSS,
    answers="9069",
    needs=("305",),
    nl="Er is geen start met dezelfde toewijzing, hetzelfde product en dezelfde begindatum.",
    en="There is no start with the same allocation, product and begin date.",
)
def stop_repeats_its_start(case: Case) -> Iterator[Hit]:
    """A stop repeats the key of a start that stands."""
    for item in case.stops:
        if item.status_aanlevering != "3" and start_key(case.client.bsn, item) not in case.earlier.starts:
            yield Hit(item)


def _earlier_stops(case: Case, item: m.StopProduct) -> list[m.StopProduct]:
    """Stops that stand for the same client, allocation and begin date, without what this message removes."""
    removals = _own_removals(case)
    bsn = case.client.bsn
    return [
        stop
        for key, stop in case.earlier.stops.items()
        if key not in removals
        and key != stop_key(bsn, item)
        and (key[0], stop.toewijzing_nummer, stop.begindatum) == (bsn, item.toewijzing_nummer, item.begindatum)
    ]


@rule(
    "TR413",
    on=(307,),
    level=ACROSS,
    answers="9413",
    needs=("307",),
    nl="De levering is al tijdelijk gestopt; een tweede tijdelijke stop kan niet.",
    en="Delivery is stopped for a while already; there cannot be a second temporary stop.",
)
def one_temporary_stop(case: Case) -> Iterator[Hit]:
    """After a temporary stop (20) only a final one."""
    for item in case.stops:
        if (
            item.status_aanlevering in ("1", "2")
            and item.reden_beeindiging == "20"
            and any(stop.reden_beeindiging == "20" for stop in _earlier_stops(case, item))
        ):
            yield Hit(item, "RedenBeeindiging")


@rule(
    "TR414",
    on=(307,),
    level=ACROSS,
    answers="9414",
    needs=("307",),
    nl="De einddatum ligt voor die van de eerdere stop.",
    en="The end date is before that of the earlier stop.",
)
def stop_is_not_before_the_earlier_one(case: Case) -> Iterator[Hit]:
    """A later stop does not end earlier than the one that stands."""
    for item in case.stops:
        if item.status_aanlevering != "3" and any(
            item.einddatum < stop.einddatum for stop in _earlier_stops(case, item)
        ):
            yield Hit(item, "Einddatum")


@rule(
    "TR415",
    on=(307,),
    level=ACROSS,
    answers="9415",
    needs=("307",),
    nl="De levering is al definitief gestopt.",
    en="Delivery has been stopped for good already.",
)
def one_final_stop(case: Case) -> Iterator[Hit]:
    """No stop after a final one (any reason but 20)."""
    for item in case.stops:
        if item.status_aanlevering in ("1", "2") and any(
            stop.reden_beeindiging != "20" for stop in _earlier_stops(case, item)
        ):
            yield Hit(item, "RedenBeeindiging")
