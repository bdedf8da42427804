"""Technical rules against outside sources: today's date, the municipalities and the product list (level 4)."""

import datetime as dt
from collections.abc import Iterator

from ontschot.exchange.iwmo.rules.case import Case
from ontschot.exchange.iwmo.rules.registry import OUTSIDE, Hit, rule
from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml.kinds import FROM_MUNICIPALITY
from ontschot.exchange.iwmo.xml.nodes import Node


@rule(
    "TR135",
    on=(301, 305, 307, 315, 317, 319, 323, 325),
    level=OUTSIDE,
    answers="8848",
    needs=("today",),
    nl="De dagtekening ligt in de toekomst.",
    en="The date of the message is in the future.",
)
def not_from_the_future(case: Case) -> Iterator[Hit]:
    """A message is not dated after today."""
    assert case.sources.today is not None
    if case.sent > case.sources.today:
        yield Hit(case.header, "BerichtIdentificatie/Dagtekening")


def _reference_days(case: Case) -> list[dt.date]:
    """Days on which the municipality may exist: sending, and the first days of what is (to be) allocated."""
    days = [case.sent]
    if case.kind.number == 301:
        days += [item.ingangsdatum for item in case.allocations]
    elif case.kind.number == 315:
        days += [wish.toewijzing_ingangsdatum for wish in case.requested]
    return days


@rule(
    "TR378",
    on=(301, 305, 307, 315, 317, 319, 323, 325),
    level=OUTSIDE,
    answers="S300",
    needs=("municipalities",),
    nl="Deze gemeentecode bestaat niet (meer) op de datum waar het om gaat.",
    en="This municipality code does not exist on the date concerned.",
)
def municipality_exists(case: Case) -> Iterator[Hit]:
    """The code is in the CBS list of the day."""
    exists = case.sources.municipality
    assert exists is not None
    if not any(exists(case.municipality, day) for day in _reference_days(case)):
        yield Hit(case.header, "Afzender" if case.kind.number in FROM_MUNICIPALITY else "Ontvanger")
    if case.kind.number == 319 and case.answer.woonplaatsbeginsel is not None:
        other = case.answer.woonplaatsbeginsel
        if not exists(other.gemeente, case.sent):
            yield Hit(other, "Gemeente")


def _products(case: Case) -> Iterator[tuple[Node, c.Product | None, dt.date]]:
    number = case.kind.number
    if number == 301:
        for item in case.allocations:
            yield item, item.product, item.ingangsdatum
    elif number in (305, 307):
        for movement in case.movements:
            yield movement, movement.product, movement.begindatum
    elif number == 315:
        for wish in case.requested:
            yield wish, wish.product, wish.toewijzing_ingangsdatum
    elif number == 317:
        for new in case.request.nieuwe_producten:
            yield new, new.product, new.gewenste_ingangsdatum
    else:
        for _, line in case.lines:
            product = c.Product(categorie=line.product_categorie, code=line.product_code)
            yield line, product, line.product_periode.begindatum


@rule(
    "TR381",
    on=(301, 305, 307, 315, 317, 323),
    level=OUTSIDE,
    answers="S329",
    needs=("products",),
    nl="Deze productcode hoort niet bij de productcategorie.",
    en="This product code does not belong to the product category.",
)
def code_belongs_to_category(case: Case) -> Iterator[Hit]:
    """The code is in the product list of the parties, under the category."""
    fits = case.sources.product
    assert fits is not None
    for node, product, day in _products(case):
        if product is not None and product.code is not None and not fits(product.categorie, product.code, day):
            yield Hit(node, "ProductCode" if case.kind.number == 323 else "Product/Code")
