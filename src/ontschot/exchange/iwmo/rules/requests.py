"""Technical rules across messages for allocations, requests and answers (301, 315, 317, 319): level 3."""

from collections.abc import Iterator

from ontschot.exchange.iwmo.history import Allocation
from ontschot.exchange.iwmo.rules.case import Case
from ontschot.exchange.iwmo.rules.orders import SINCE_2021
from ontschot.exchange.iwmo.rules.registry import ACROSS, Hit, rule
from ontschot.exchange.iwmo.rules.within import Stretch, overlapping
from ontschot.exchange.iwmo.xml import messages as m


@rule(
    "TR332",
    on=(301,),
    level=ACROSS,
    answers="9332",
    needs=("301",),
    nl="Dit toewijzingsnummer is al van een andere toewijzing.",
    en="This number belongs to another allocation already.",
)
def allocation_number_is_its_own(case: Case) -> Iterator[Hit]:
    """A number belongs to one allocation: the same client, provider and first day."""
    for item in case.allocations:
        known = case.earlier.allocations.get(item.toewijzing_nummer)
        if known is not None and (known.bsn, known.provider, known.product.ingangsdatum) != (
            case.client.bsn,
            case.provider,
            item.ingangsdatum,
        ):
            yield Hit(item, "ToewijzingNummer")


@rule(
    "TR379",
    on=(301,),
    level=ACROSS,
    answers="9379",
    needs=("315", "317"),
    nl="Deze referentie komt niet uit een verzoek van de aanbieder; laat haar leeg.",
    en="This reference does not come from a request of the provider; leave it out.",
)
def reference_comes_from_a_request(case: Case) -> Iterator[Hit]:
    """ReferentieAanbieder comes from a request about this client.

    That it is missing although a request is honoured cannot be seen from messages and is not judged.
    """
    for item in case.allocations:
        reference = item.referentie_aanbieder
        if reference is not None and case.earlier.requests.get(reference) != case.client.bsn:
            yield Hit(item, "ReferentieAanbieder")


@rule(
    "TR385",
    on=(301,),
    level=ACROSS,
    answers="9385",
    needs=("323", "325"),
    nl="Deze toewijzing kan niet worden verwijderd: er is al op gedeclareerd.",
    en="This allocation cannot be removed: claims on it were granted.",
)
def claimed_allocation_is_not_removed(case: Case) -> Iterator[Hit]:
    """Reason 13 only when no granted line stands uncredited."""
    for item in case.allocations:
        if item.reden_wijziging != "13":
            continue
        for known in case.earlier.lines_by_allocation.get(item.toewijzing_nummer, ()):
            reference = known.line.product_referentie.referentie_nummer
            debit = known.line.ingediend_bedrag.debet_credit == "D"
            if known.granted and debit and reference not in case.earlier.credited:
                yield Hit(item, "RedenWijziging")
                break


@rule(
    "TR347",
    on=(315, 317),
    level=ACROSS,
    answers="9347",
    needs=("315", "317"),
    nl="Deze referentie is al gebruikt in een eerder verzoek.",
    en="This reference was used in an earlier request.",
)
def request_reference_is_new(case: Case) -> Iterator[Hit]:
    """ReferentieAanbieder is unique for the provider."""
    if case.kind.number == 317:
        if case.request.referentie_aanbieder in case.earlier.requests:
            yield Hit(case.request, "ReferentieAanbieder")
        return
    for wish in case.requested:
        if wish.referentie_aanbieder in case.earlier.requests:
            yield Hit(wish, "ReferentieAanbieder")


@rule(
    "TR374",
    on=(315, 317),
    level=ACROSS,
    answers="9374",
    needs=("301", "315", "317", "319"),
    nl="Er loopt al een verzoek voor deze inwoner; wacht op het antwoord.",
    en="There is an open request for this client; wait for its answer.",
)
def no_open_request(case: Case) -> Iterator[Hit]:
    """One request at a time for a client and provider."""
    if case.client.bsn in case.earlier.open_requests.values():
        yield Hit(case.request if case.kind.number == 317 else case.client)


@rule(
    "TR304",
    on=(317, 323, 325),
    level=ACROSS,
    answers="8187",
    needs=("301",),
    nl="Deze inwoner heeft geen toewijzing bij deze aanbieder, of de toewijzing is van een ander.",
    en="This client has no allocation with this provider, or the allocation is another's.",
)
def client_is_known(case: Case) -> Iterator[Hit]:
    """The BSN is of a client who was allocated; a line is on an allocation of that client."""
    known = case.earlier.known_clients
    for client in case.clients if case.kind.number in (323, 325) else [case.client]:
        if client.bsn not in known:
            yield Hit(client, "Bsn")
    if case.kind.number == 323:
        for bsn, line in case.lines:
            found = case.earlier.allocation(line.toewijzing_nummer)
            if bsn in known and found is not None and found.bsn != bsn:
                yield Hit(line, "ToewijzingNummer")


def _current(case: Case, number: int) -> Allocation | None:
    found = case.earlier.allocation(number)
    if found is None or found.bsn != case.client.bsn or not found.current_on(case.sent):
        return None
    return found


@rule(
    "TR349",
    on=(317,),
    level=ACROSS,
    answers="9349",
    needs=("301",),
    nl="Het verzoek noemt niet alle lopende toewijzingen van deze inwoner.",
    en="The request does not name all current allocations of this client.",
)
def request_is_complete(case: Case) -> Iterator[Hit]:
    """All current allocations are named, unchanged or to be changed."""
    request = case.request
    named = {item.toewijzing_nummer for item in request.ongewijzigde_producten}
    named |= {item.toewijzing_nummer for item in request.te_wijzigen_producten}
    for number, known in case.earlier.allocations.items():
        mine = known.bsn == case.client.bsn and known.provider == case.provider
        if mine and known.current_on(case.sent) and number not in named:
            yield Hit(request)
            return


@rule(
    "TR350",
    on=(317,),
    level=ACROSS,
    answers="9350",
    needs=("301",),
    nl="Dit is geen lopende toewijzing van deze inwoner.",
    en="This is no current allocation of this client.",
)
def unchanged_product_is_current(case: Case) -> Iterator[Hit]:
    """OngewijzigdProduct points to a current allocation."""
    for item in case.request.ongewijzigde_producten:
        if _current(case, item.toewijzing_nummer) is None:
            yield Hit(item, "ToewijzingNummer")


@rule(
    "TR351",
    on=(317,),
    level=ACROSS,
    answers="9351",
    needs=("301",),
    nl="Dit is geen lopende toewijzing van deze inwoner.",
    en="This is no current allocation of this client.",
)
def changed_product_is_current(case: Case) -> Iterator[Hit]:
    """TeWijzigenProduct points to a current allocation."""
    for item in case.request.te_wijzigen_producten:
        if _current(case, item.toewijzing_nummer) is None:
            yield Hit(item, "ToewijzingNummer")


def _changes(case: Case) -> Iterator[tuple[m.TeWijzigenProduct, m.ToegewezenProduct]]:
    """Products to be changed with the allocation they change; without one TR351 speaks."""
    for item in case.request.te_wijzigen_producten:
        known = _current(case, item.toewijzing_nummer)
        if known is not None:
            yield item, known.product


@rule(
    "TR357",
    on=(317,),
    level=ACROSS,
    answers="9357",
    needs=("301",),
    nl="Een wijziging die niet later ingaat, geldt vanaf de ingangsdatum van de toewijzing.",
    en="A change that does not begin later holds from the first day of the allocation.",
)
def change_is_later_or_whole(case: Case) -> Iterator[Hit]:
    """GewensteIngangsdatum is after sending, or the first day of the allocation."""
    for item, known in _changes(case):
        if item.gewenste_ingangsdatum <= case.sent and item.gewenste_ingangsdatum != known.ingangsdatum:
            yield Hit(item, "GewensteIngangsdatum")


@rule(
    "TR373",
    on=(317,),
    level=ACROSS,
    answers="9373",
    needs=("301",),
    nl="Een ander budget of totaal geldt voor de hele toewijzing: neem de ingangsdatum daarvan over.",
    en="Another budget or total holds for the whole allocation: repeat its first day.",
)
def budget_changes_as_a_whole(case: Case) -> Iterator[Hit]:
    """A changed budget or total begins with the allocation."""
    for item, known in _changes(case):
        budget = known.budget is not None and item.budget != known.budget
        total = known.omvang is not None and known.omvang.frequentie == "6" and item.omvang != known.omvang
        if (budget or total) and item.gewenste_ingangsdatum != known.ingangsdatum:
            yield Hit(item, "GewensteIngangsdatum")


@rule(
    "TR375",
    on=(317,),
    level=ACROSS,
    answers="9375",
    needs=("301",),
    nl="De toewijzing heeft geen product; dan is er ook geen omvang.",
    en="The allocation has no product; then there is no volume either.",
)
def no_volume_without_a_product(case: Case) -> Iterator[Hit]:
    """Omvang stays empty when the allocation has no product, from 2021 on."""
    for item, known in _changes(case):
        late = item.einddatum is None or item.einddatum > SINCE_2021
        if known.product is None and late and item.omvang is not None:
            yield Hit(item, "Omvang")


@rule(
    "TR411",
    on=(317,),
    level=ACROSS,
    answers="9411",
    needs=("301",),
    nl="De toewijzing heeft een productcode; dan hoort er een omvang bij.",
    en="The allocation has a product code; then a volume is needed.",
)
def volume_for_a_specific_allocation(case: Case) -> Iterator[Hit]:
    """Omvang is filled when the allocation has a code."""
    for item, known in _changes(case):
        if known.product is not None and known.product.code is not None and item.omvang is None:
            yield Hit(item, "Omvang")


@rule(
    "TR412",
    on=(317,),
    level=ACROSS,
    answers="9412",
    needs=("301",),
    nl="De toewijzing heeft geen productcode; dan is er geen omvang.",
    en="The allocation has no product code; then there is no volume.",
)
def no_volume_without_a_code(case: Case) -> Iterator[Hit]:
    """Omvang stays empty when the allocation has a category only, from 2021 on. No product at all is TR375."""
    for item, known in _changes(case):
        late = item.einddatum is None or item.einddatum > SINCE_2021
        if known.product is not None and known.product.code is None and late and item.omvang is not None:
            yield Hit(item, "Omvang")


@rule(
    "TR361",
    on=(317,),
    level=ACROSS,
    answers="9361",
    needs=("301",),
    nl="Hetzelfde product komt twee keer voor met dagen die overlappen.",
    en="The same product stands twice with days that overlap.",
)
def desired_situation_does_not_overlap(case: Case) -> Iterator[Hit]:
    """The whole desired situation holds each product once on a day; new products among themselves are TR410."""
    stretches: list[Stretch] = []
    for same in case.request.ongewijzigde_producten:
        known = _current(case, same.toewijzing_nummer)
        if known is not None:
            product = known.product
            stretches.append((product.product, product.ingangsdatum, product.einddatum, same))
    for item, allocated in _changes(case):
        stretches.append((allocated.product, item.gewenste_ingangsdatum, item.einddatum, item))
    for new in case.request.nieuwe_producten:
        stretches.append((new.product, new.gewenste_ingangsdatum, new.einddatum, new))
    aids = case.kind.standard == "wmo"
    among_new = {
        id(node)
        for node in overlapping([s for s in stretches if isinstance(s[3], m.NieuwProduct)], aids_may_overlap=aids)
    }
    for node in overlapping(stretches, aids_may_overlap=aids):
        if id(node) not in among_new:
            yield Hit(node)


@rule(
    "TR355",
    on=(319,),
    level=ACROSS,
    answers="9355",
    needs=("315", "317"),
    nl="Er is geen verzoek met deze referentie.",
    en="There is no request with this reference.",
)
def answer_has_a_request(case: Case) -> Iterator[Hit]:
    """An answer is on a request that was made."""
    if case.answer.referentie_aanbieder not in case.earlier.requests:
        yield Hit(case.answer, "ReferentieAanbieder")


@rule(
    "TR359",
    on=(319,),
    level=ACROSS,
    answers="9359",
    needs=("301",),
    nl="Op dit verzoek is al een toewijzing gestuurd.",
    en="An allocation was sent on this request already.",
)
def no_answer_after_allocation(case: Case) -> Iterator[Hit]:
    """No answer after an allocation with the same reference."""
    if case.answer.referentie_aanbieder in case.earlier.honoured:
        yield Hit(case.answer, "ReferentieAanbieder")


@rule(
    "TR360",
    on=(319,),
    level=ACROSS,
    answers="9360",
    needs=("319",),
    nl="Dit verzoek is al beantwoord; in onderzoek kan maar één keer.",
    en="This request was answered already; under investigation goes once only.",
)
def investigation_comes_first(case: Case) -> Iterator[Hit]:
    """Under investigation (2) is the first answer."""
    if case.answer.verzoek_antwoord == "2" and case.earlier.answers.get(case.answer.referentie_aanbieder):
        yield Hit(case.answer, "VerzoekAntwoord")


@rule(
    "TR365",
    on=(319,),
    level=ACROSS,
    answers="9365",
    needs=("319",),
    nl="Dit verzoek is al afgewezen.",
    en="This request was refused already.",
)
def earlier_answer_was_investigation(case: Case) -> Iterator[Hit]:
    """An earlier answer can only have been under investigation."""
    if any(answer != "2" for answer in case.earlier.answers.get(case.answer.referentie_aanbieder, ())):
        yield Hit(case.answer, "ReferentieAanbieder")
