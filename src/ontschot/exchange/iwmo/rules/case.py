"""A message under judgement, with whatever is known around it."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ontschot.exchange.iwmo.history import Traffic
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml.kinds import FROM_MUNICIPALITY, Kind
from ontschot.exchange.iwmo.xml.nodes import Node
from ontschot.exchange.iwmo.xml.reading import Message


@dataclass(frozen=True, slots=True)
class Tariff:
    """A contractual tariff: eurocents per unit (WJ756)."""

    cents: int
    unit: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Outside sources; each may be absent, and then its rules are not judged.

    `today`: the date of judging. `municipality(code, day)`: whether a CBS code exists on a day.
    `product(category, code, day)`: whether a code belongs to a category in the list that the parties use.
    `tariff(provider, code, day)`: the contractual tariff, None when there is no agreement.
    """

    today: dt.date | None = None
    municipality: Callable[[str, dt.date], bool] | None = None
    product: Callable[[str, str, dt.date], bool] | None = None
    tariff: Callable[[str, str, dt.date], Tariff | None] | None = None

    def given(self) -> set[str]:
        """Names of the sources that are there."""
        names = {
            "today": self.today,
            "municipalities": self.municipality,
            "products": self.product,
            "tariffs": self.tariff,
        }
        return {name for name, source in names.items() if source is not None}


@dataclass
class Case:
    """What a rule sees: the message in typed parts, earlier traffic between the same parties, and outside sources."""

    message: Message
    sources: Sources = field(default_factory=Sources)
    traffic: Traffic | None = None

    @property
    def kind(self) -> Kind:
        """Kind of the message."""
        return self.message.kind

    @cached_property
    def body(self) -> Any:
        """Root object of the message."""
        return self.message.body

    @cached_property
    def header(self) -> m.Header:
        """Header of the message."""
        header: m.Header = self.body.header
        return header

    @cached_property
    def sent(self) -> dt.date:
        """Dagtekening of the message."""
        return self.header.bericht_identificatie.dagtekening

    @property
    def municipality(self) -> str:
        """Code of the municipality."""
        return self.header.afzender if self.kind.number in FROM_MUNICIPALITY else self.header.ontvanger

    @property
    def provider(self) -> str:
        """AGB code of the provider."""
        return self.header.ontvanger if self.kind.number in FROM_MUNICIPALITY else self.header.afzender

    @property
    def earlier(self) -> Traffic:
        """Earlier traffic; only for rules that declare that they need it."""
        assert self.traffic is not None
        return self.traffic

    @property
    def client(self) -> Any:
        """The one client of a 301, 305, 307, 315 or 317."""
        return self.body.client

    @property
    def allocations(self) -> Sequence[m.ToegewezenProduct]:
        """Allocated products of a 301."""
        products: Sequence[m.ToegewezenProduct] = self.body.client.toegewezen_producten
        return products

    @property
    def starts(self) -> Sequence[m.StartProduct]:
        """Products of a 305."""
        products: Sequence[m.StartProduct] = self.body.client.start_producten
        return products

    @property
    def stops(self) -> Sequence[m.StopProduct]:
        """Products of a 307."""
        products: Sequence[m.StopProduct] = self.body.client.stop_producten
        return products

    @property
    def movements(self) -> Sequence[m.StartProduct | m.StopProduct]:
        """Products of a 305 or 307."""
        return self.starts if self.kind.number == 305 else self.stops

    @property
    def requested(self) -> Sequence[m.AangevraagdProduct]:
        """Requested products of a 315."""
        products: Sequence[m.AangevraagdProduct] = self.body.client.aangevraagde_producten
        return products

    @property
    def request(self) -> m.Verzoek:
        """The request of a 317."""
        request: m.Verzoek = self.body.client.verzoek
        return request

    @property
    def answer(self) -> m.Antwoord:
        """The answer of a 319."""
        answer: m.Antwoord = self.body.antwoord
        return answer

    @property
    def claim(self) -> m.Declaratie:
        """The claim of a 323."""
        claim: m.Declaratie = self.body.declaratie
        return claim

    @property
    def claim_answer(self) -> Any:
        """The answer of a 325, or None when it is only a header."""
        return self.body.declaratie_antwoord

    @cached_property
    def clients(self) -> Sequence[m.Client323]:
        """Clients of a 323 or 325."""
        if self.kind.number == 323:
            return self.claim.clienten
        answer = self.claim_answer
        clients: Sequence[m.Client323] = answer.clienten if answer is not None else ()
        return clients

    @cached_property
    def lines(self) -> list[tuple[str, m.Prestatie]]:
        """Lines of a 323 or 325 with the BSN they belong to."""
        return [(client.bsn, line) for client in self.clients for line in client.prestaties]

    @cached_property
    def lines_on_allocations(self) -> list[tuple[m.Prestatie, m.ToegewezenProduct]]:
        """Lines of a 323 with the allocation they are on; without one TR338 or TR304 speaks."""
        find = self.earlier.allocation
        found = []
        for bsn, line in self.lines:
            known = find(line.toewijzing_nummer)
            if known is not None and known.bsn == bsn:
                found.append((line, known.product))
        return found

    def contacts(self) -> Iterator[m.Contact]:
        """All contacts of a 301: of the client and of relations."""
        yield from self.client.contactgegevens
        for relation in self.client.relaties:
            yield relation.contact

    def names(self) -> Iterator[c.VolledigeNaam]:
        """All full names of a 301."""
        yield self.client.naam
        for relation in self.client.relaties:
            yield relation.naam

    def births(self) -> Iterator[tuple[Node, c.Geboortedatum]]:
        """All birth dates of a 301, 305, 307 or 315, with the class they stand in."""
        yield self.client, self.client.geboortedatum
        for relation in getattr(self.client, "relaties", ()):
            if relation.geboortedatum is not None:
                yield relation, relation.geboortedatum


def signed(amount: c.BedragMetDC) -> int:
    """Amount in eurocents, negative when credit."""
    return amount.bedrag if amount.debet_credit == "D" else -amount.bedrag


def signed_total(amount: c.TotaalBedragMetDC) -> int:
    """Total in eurocents, negative when credit."""
    return amount.totaal_bedrag if amount.debet_credit == "D" else -amount.totaal_bedrag
