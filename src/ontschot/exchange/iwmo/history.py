"""Earlier traffic: one small interface to ask for it, and what rules need to know of it.

`History` is all that the product has to offer: the messages of a kind that went before; `EarlierMessages` is a list of
them. `Traffic` looks at them from one message: same standard, municipality and provider, without what was refused.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Protocol

from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml.kinds import ANSWERS, FROM_MUNICIPALITY
from ontschot.exchange.iwmo.xml.nodes import Node
from ontschot.exchange.iwmo.xml.reading import Message

REMOVED = ("13", "01")
APPROVED_CODES = frozenset({"0200", "8001"})


class History(Protocol):
    """Earlier messages, from files or from the records of the product."""

    def covers(self, number: int) -> bool:
        """Whether the messages of this number are known completely; if not, rules that need them are not judged."""

    def earlier(self, standard: str, number: int) -> Iterable[Message]:
        """Messages of this kind that went before, oldest first, refused ones included."""


class EarlierMessages:
    """A history made of messages at hand; it is taken to be complete unless told which numbers it covers."""

    def __init__(self, messages: Iterable[Message] = (), *, covers: Iterable[int] | None = None) -> None:
        self._covers = None if covers is None else frozenset(covers)
        self._messages: dict[tuple[str, int], list[Message]] = defaultdict(list)
        for message in messages:
            self.add(message)

    def add(self, message: Message) -> None:
        """Add a message that was sent or received."""
        self._messages[message.kind.standard, message.kind.number].append(message)

    def covers(self, number: int) -> bool:
        """See History."""
        return self._covers is None or number in self._covers

    def earlier(self, standard: str, number: int) -> Sequence[Message]:
        """See History."""
        return self._messages.get((standard, number), [])


@dataclass(frozen=True, slots=True)
class Allocation:
    """The latest state of an allocation."""

    bsn: str
    provider: str
    product: m.ToegewezenProduct

    @property
    def removed(self) -> bool:
        """Whether it counts as never sent."""
        product = self.product
        return product.reden_wijziging in REMOVED and product.einddatum == product.ingangsdatum

    def current_on(self, day: dt.date) -> bool:
        """Valid on the day or later, and not removed."""
        return not self.removed and (self.product.einddatum is None or self.product.einddatum >= day)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A line of an earlier claim that was not refused; `granted` when the answer has come."""

    bsn: str
    line: m.Prestatie
    granted: bool


Key = tuple[object, ...]


def product_key(product: c.Product | None) -> Key:
    """Category and code, or nothing."""
    return (product.categorie, product.code) if product is not None else (None, None)


def start_key(bsn: str, item: m.StartProduct | m.StopProduct) -> Key:
    """Logical key of a start; also how a stop points to its start."""
    return (bsn, item.toewijzing_nummer, *product_key(item.product), item.begindatum)


def stop_key(bsn: str, item: m.StopProduct) -> Key:
    """Logical key of a stop."""
    return (*start_key(bsn, item), item.reden_beeindiging, item.einddatum)


def movement_key(bsn: str, item: m.StartProduct | m.StopProduct) -> Key:
    """Logical key of a start or a stop."""
    return stop_key(bsn, item) if isinstance(item, m.StopProduct) else start_key(bsn, item)


def codes_in(node: Any) -> Iterator[str]:
    """All return codes anywhere in a return message."""
    for item in fields(node):
        value = getattr(node, item.name)
        if item.name == "retour_codes":
            yield from value
        elif isinstance(value, Node):
            yield from codes_in(value)
        elif isinstance(value, list):
            for part in value:
                if isinstance(part, Node):
                    yield from codes_in(part)


def identification(message: Message) -> tuple[str, str]:
    """Sender and number of a message; a return message carries those of what it answers."""
    header: Any = message.body.header  # type: ignore[attr-defined]
    return header.afzender, header.bericht_identificatie.identificatie


class Traffic:
    """Earlier traffic as one message sees it."""

    def __init__(self, history: History, message: Message) -> None:
        self.history = history
        self.standard = message.kind.standard
        header: Any = message.body.header  # type: ignore[attr-defined]
        mine = (header.afzender, header.ontvanger)
        self.municipality, self.provider = mine if message.kind.number in FROM_MUNICIPALITY else mine[::-1]

    def covers(self, number: int) -> bool:
        """Whether a kind of message is known completely."""
        return self.history.covers(number)

    def all(self, number: int) -> Iterator[Message]:
        """Every earlier message of this number in which this municipality takes part."""
        for message in self.history.earlier(self.standard, number):
            header: Any = message.body.header  # type: ignore[attr-defined]
            side = header.afzender if number in FROM_MUNICIPALITY else header.ontvanger
            if side == self.municipality:
                yield message

    def between(self, number: int) -> Iterator[Message]:
        """Every earlier message between this municipality and this provider."""
        for message in self.all(number):
            header: Any = message.body.header  # type: ignore[attr-defined]
            side = header.ontvanger if number in FROM_MUNICIPALITY else header.afzender
            if side == self.provider:
                yield message

    def approved(self, number: int, *, any_provider: bool = False) -> Iterator[Message]:
        """The same, without messages that were refused as a whole in a return message."""
        refused = self._refused(number)
        for message in self.all(number) if any_provider else self.between(number):
            if identification(message) not in refused:
                yield message

    def _refused(self, number: int) -> set[tuple[str, str]]:
        if number == 323:
            return {key for key, answer in self._claim_answers.items() if _claim_refused(answer)}
        return {
            identification(answer)
            for answer in self.history.earlier(self.standard, ANSWERS[number])
            if any(code not in APPROVED_CODES for code in codes_in(answer.body))
        }

    @cached_property
    def _claim_answers(self) -> dict[tuple[str, str], Any]:
        answers = {}
        for message in self.history.earlier(self.standard, 325):
            header: Any = message.body.header  # type: ignore[attr-defined]
            answers[header.ontvanger, header.declaratie_identificatie.identificatie] = message.body
        return answers

    @cached_property
    def identifications(self) -> dict[int, set[tuple[str, str]]]:
        """Sender and number of every earlier message, by number of the kind; also of other municipalities."""
        return {
            number: {identification(message) for message in self.history.earlier(self.standard, number)}
            for number in (*ANSWERS, 325)
        }

    @cached_property
    def allocations(self) -> dict[int, Allocation]:
        """Latest allocation for each number of this municipality, with any provider."""
        latest: dict[int, Allocation] = {}
        for message in self.approved(301, any_provider=True):
            body: Any = message.body
            for product in body.client.toegewezen_producten:
                known = latest.get(product.toewijzing_nummer)
                moment = (product.toewijzingsdatum, product.toewijzingstijd)
                if known is None or moment >= (known.product.toewijzingsdatum, known.product.toewijzingstijd):
                    latest[product.toewijzing_nummer] = Allocation(body.client.bsn, body.header.ontvanger, product)
        return latest

    def allocation(self, number: int | None) -> Allocation | None:
        """Allocation with this number to this provider, or None."""
        found = self.allocations.get(number) if number is not None else None
        return found if found is not None and found.provider == self.provider else None

    @cached_property
    def known_clients(self) -> set[str]:
        """BSN of every client that was allocated to this provider."""
        return {item.bsn for item in self.allocations.values() if item.provider == self.provider}

    @cached_property
    def starts(self) -> dict[Key, m.StartProduct]:
        """Starts that stand: delivered and not removed since, by logical key."""
        standing: dict[Key, m.StartProduct] = {}
        for message in self.approved(305):
            body: Any = message.body
            for item in sorted(body.client.start_producten, key=_removals_first):
                _apply(standing, start_key(body.client.bsn, item), item)
        return standing

    @cached_property
    def stops(self) -> dict[Key, m.StopProduct]:
        """Stops that stand, by logical key."""
        standing: dict[Key, m.StopProduct] = {}
        for message in self.approved(307):
            body: Any = message.body
            for item in sorted(body.client.stop_producten, key=_removals_first):
                _apply(standing, stop_key(body.client.bsn, item), item)
        return standing

    @cached_property
    def stopped(self) -> set[Key]:
        """Keys of starts that have a stop that stands."""
        return {key[:5] for key in self.stops}

    @cached_property
    def claim_lines(self) -> list[ClaimLine]:
        """Lines of earlier claims of this provider that were not refused."""
        lines = []
        for message in self.approved(323):
            body: Any = message.body
            answer = self._claim_answers.get(identification(message))
            refused = _refused_lines(answer)
            for client in body.declaratie.clienten:
                for line in client.prestaties:
                    if line.product_referentie.referentie_nummer not in refused:
                        lines.append(ClaimLine(client.bsn, line, answer is not None))
        return lines

    @cached_property
    def claimed_references(self) -> set[str]:
        """Reference numbers used in earlier claims that were not refused as a whole."""
        return {
            line.product_referentie.referentie_nummer
            for message in self.approved(323)
            for client in message.body.declaratie.clienten  # type: ignore[attr-defined]
            for line in client.prestaties
        }

    @cached_property
    def debits(self) -> dict[str, ClaimLine]:
        """Debit lines that stand, by reference number."""
        return {
            item.line.product_referentie.referentie_nummer: item
            for item in self.claim_lines
            if item.line.ingediend_bedrag.debet_credit == "D"
        }

    @cached_property
    def credited(self) -> set[str]:
        """Reference numbers of debit lines that were credited."""
        return {
            item.line.product_referentie.vorig_referentie_nummer
            for item in self.claim_lines
            if item.line.ingediend_bedrag.debet_credit == "C" and item.line.product_referentie.vorig_referentie_nummer
        }

    @cached_property
    def lines_by_allocation(self) -> dict[int, list[ClaimLine]]:
        """Earlier lines by allocation number."""
        found: dict[int, list[ClaimLine]] = defaultdict(list)
        for item in self.claim_lines:
            found[item.line.toewijzing_nummer].append(item)
        return found

    @cached_property
    def requests(self) -> dict[str, str]:
        """Reference of every earlier request of this provider that was not refused, with the BSN it is about."""
        found: dict[str, str] = {}
        for message in self.approved(315):
            body: Any = message.body
            for product in body.client.aangevraagde_producten:
                found[product.referentie_aanbieder] = body.client.bsn
        for message in self.approved(317):
            request: Any = message.body
            found[request.client.verzoek.referentie_aanbieder] = request.client.bsn
        return found

    @cached_property
    def answers(self) -> dict[str, list[str]]:
        """Answers (VerzoekAntwoord) that were given to each reference."""
        found: dict[str, list[str]] = defaultdict(list)
        for message in self.approved(319):
            body: Any = message.body
            found[body.antwoord.referentie_aanbieder].append(body.antwoord.verzoek_antwoord)
        return found

    @cached_property
    def honoured(self) -> set[str]:
        """References that came back in an allocation."""
        return {
            product.referentie_aanbieder
            for message in self.approved(301)
            for product in message.body.client.toegewezen_producten  # type: ignore[attr-defined]
            if product.referentie_aanbieder
        }

    @cached_property
    def open_requests(self) -> dict[str, str]:
        """References of requests that were neither refused nor honoured, with the BSN."""
        return {
            reference: bsn
            for reference, bsn in self.requests.items()
            if reference not in self.honoured and "1" not in self.answers.get(reference, ())
        }


def _removals_first(item: m.StartProduct | m.StopProduct) -> bool:
    return item.status_aanlevering != "3"


def _apply(standing: dict[Key, Any], key: Key, item: m.StartProduct | m.StopProduct) -> None:
    if item.status_aanlevering == "3":
        standing.pop(key, None)
    else:
        standing[key] = item


def _claim_refused(answer: Any) -> bool:
    if any(code not in APPROVED_CODES for code in answer.header.retour_codes):
        return True
    found = answer.declaratie_antwoord
    return found is not None and any(code not in APPROVED_CODES for code in found.retour_codes)


def _refused_lines(answer: Any) -> set[str]:
    if answer is None or answer.declaratie_antwoord is None:
        return set()
    return {
        line.product_referentie.referentie_nummer
        for client in answer.declaratie_antwoord.clienten
        for line in client.prestaties
    }
