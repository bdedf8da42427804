"""From the register's words to ours: what is taken over, and what is refused how narrowly."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.domain.people.rules import bsn, dates
from ontschot.domain.people.rules.addresses import AddressKind
from ontschot.domain.people.rules.names import NameParts
from ontschot.domain.people.rules.register import AuthorityHolder, AuthorityKind, RegisterPerson, Suspension
from ontschot.exchange.brp.parse import Refusal, Severity, parse

OWN = "999990019"
OTHER = "999990020"


def read(*people: object, demo: bool = True) -> tuple[list[RegisterPerson], list[Refusal]]:
    found = list(parse(io.BytesIO(json.dumps(people).encode()), demo=demo))
    persons = [one for one in found if isinstance(one, RegisterPerson)]
    return persons, [one for one in found if isinstance(one, Refusal)]


def record(**more: object) -> dict[str, Any]:
    return {"burgerservicenummer": OWN, "naam": {"voornamen": "Jan", "geslachtsnaam": "Dalen"}, **more}


def test_a_whole_record() -> None:
    persons, refusals = read(
        record(
            aNummer="5348068307",
            geslacht={"code": "M", "omschrijving": "man"},
            naam={
                "voornamen": " Jan  Willem ",
                "voorvoegsel": "van",
                "geslachtsnaam": "Dalen",
                "adellijkeTitelPredicaat": {"code": "G", "soort": "titel"},
                "aanduidingNaamgebruik": {"code": "N"},
            },
            geboorte={
                "datum": "19800500",
                "plaats": {"code": "0153", "omschrijving": "Enschede"},
                "land": {"code": "6030"},
            },
            verblijfplaats={
                "functieAdres": {"code": "W"},
                "datumAanvangAdreshouding": "20200101",
                "straat": "Kortenaerstr",
                "naamOpenbareRuimte": "Kortenaerstraat",
                "huisnummer": "12",
                "huisletter": "B",
                "postcode": "7513 AG",
                "inOnderzoek": {"aanduidingGegevensInOnderzoek": "080000", "datumIngangOnderzoek": "20220101"},
            },
            gemeenteVanInschrijving={"code": "0153", "omschrijving": "Enschede"},
            geheimhoudingPersoonsgegevens="1",
            indicatieCurateleRegister=True,
            indicatieGezagMinderjarige={"code": "1D"},
            gezag=[
                {
                    "type": "Voogdij",
                    "derden": [{"burgerservicenummer": OTHER}],
                    "minderjarige": {"burgerservicenummer": OWN},
                },
                {"type": "GezagNietTeBepalen"},
            ],
            partners=[
                {
                    "burgerservicenummer": OTHER,
                    "naam": {"geslachtsnaam": "Vries"},
                    "soortVerbintenis": {"code": "H"},
                    "aangaanHuwelijkPartnerschap": {"datum": "20100101"},
                    "ontbindingHuwelijkPartnerschap": {},
                }
            ],
            nationaliteiten=[{"nationaliteit": {"code": "0001"}}],
        )
    )
    assert not refusals
    [person] = persons
    assert person.name == NameParts("Jan Willem", "van", "Dalen", "G")
    assert person.birth == dates.PartialDate(1980, 5)
    assert (person.birth_place, person.birth_country) == ("Enschede", "6030")
    assert (person.address.street, person.address.number, person.address.postcode) == ("Kortenaerstraat", 12, "7513AG")
    assert person.address.kind is AddressKind.DWELLING
    assert (person.secrecy, person.guardianship) == (True, True)
    assert person.authorities[0].holders == (AuthorityHolder(OTHER, False),)
    assert person.authorities[1].kind is AuthorityKind.UNDETERMINED
    assert person.authorities[1].minor_bsn == OWN
    assert person.partners[0].dissolved is None
    assert [(one.path, one.code) for one in person.investigations] == [("verblijfplaats", "080000")]


REFUSED_PERSONS = [
    ("no object", "Jan", "", "person.type"),
    ("nothing", None, "", "person.type"),
    ("no BSN", {"naam": {"geslachtsnaam": "Dalen"}}, "burgerservicenummer", "bsn.missing"),
    ("BSN as a number", record(burgerservicenummer=999990019), "burgerservicenummer", "type.text"),
    ("BSN fails", record(burgerservicenummer="999999245"), "burgerservicenummer", "bsn.eleven_test"),
    ("no name", {"burgerservicenummer": OWN}, "naam.geslachtsnaam", "name.missing"),
    ("name is a list", record(naam=["Jan"]), "naam", "type.object"),
    ("a megabyte", record(naam={"geslachtsnaam": "x" * 1_000_000}), "naam.geslachtsnaam", "name.length"),
    ("NUL", record(naam={"geslachtsnaam": "Da\x00len"}), "naam.geslachtsnaam", "name.control"),
    ("prefix", record(naam={"geslachtsnaam": "D", "voorvoegsel": "x" * 11}), "naam.voorvoegsel", "name.length"),
    ("impossible birth", record(geboorte={"datum": "19990231"}), "geboorte.datum", "date.day"),
    ("month 13", record(geboorte={"datum": "19991301"}), "geboorte.datum", "date.month"),
    ("birth as number", record(geboorte={"datum": 19990101}), "geboorte.datum", "type.text"),
]


@pytest.mark.parametrize(
    ("broken", "field", "rule"), [row[1:] for row in REFUSED_PERSONS], ids=[row[0] for row in REFUSED_PERSONS]
)
def test_who_is_not_certain_is_refused_and_the_rest_goes_on(broken: object, field: str, rule: str) -> None:
    persons, refusals = read(broken, record(burgerservicenummer=OTHER))
    assert [one.bsn for one in persons] == [OTHER]
    assert [(one.index, one.field, one.rule, one.severity) for one in refusals] == [(1, field, rule, Severity.PERSON)]


REFUSED_FIELDS = [
    ("postcode", {"verblijfplaats": {"postcode": "0000XX"}}, "verblijfplaats.postcode", "address.postcode"),
    ("number", {"verblijfplaats": {"huisnummer": "12a"}}, "verblijfplaats.huisnummer", "address.number"),
    ("address", {"verblijfplaats": "thuis"}, "verblijfplaats", "type.object"),
    ("kind", {"verblijfplaats": {"functieAdres": {"code": "Q"}}}, "verblijfplaats.functieAdres.code", "code.unknown"),
    ("gender", {"geslacht": {"code": "X"}}, "geslacht.code", "code.unknown"),
    ("gender as text", {"geslacht": "M"}, "geslacht", "type.object"),
    ("title", {"kinderen": [{"naam": {"adellijkeTitelPredicaat": {"code": "ZZ"}}}]},
     "kinderen[0].naam.adellijkeTitelPredicaat.code", "code.unknown"),
    ("relative's BSN", {"kinderen": [{}, {"burgerservicenummer": "1"}]},
     "kinderen[1].burgerservicenummer", "bsn.length"),
    ("own parent", {"ouders": [{"burgerservicenummer": OWN}]}, "ouders[0].burgerservicenummer", "relation.self"),
    ("relatives", {"ouders": {"a": 1}}, "ouders", "type.list"),
    ("relative", {"ouders": ["x"]}, "ouders[0]", "type.object"),
    ("authority", {"gezag": [{"type": "Onzin!"}]}, "gezag[0].type", "code.unknown"),
    ("A-number", {"aNummer": "12"}, "aNummer", "a_number.form"),
    ("suspension", {"opschortingBijhouding": {"reden": {"code": "Z"}}},
     "opschortingBijhouding.reden.code", "code.unknown"),
    ("place", {"geboorte": {"plaats": {"omschrijving": "x" * 81}}}, "geboorte.plaats.omschrijving", "name.length"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "field", "rule"), [row[1:] for row in REFUSED_FIELDS], ids=[row[0] for row in REFUSED_FIELDS]
)
def test_a_field_is_refused_and_the_person_stays(more: dict[str, object], field: str, rule: str) -> None:
    persons, refusals = read(record(**more))
    assert [one.bsn for one in persons] == [OWN]
    assert [(one.field, one.rule, one.severity) for one in refusals] == [(field, rule, Severity.FIELD)]
    assert refusals[0].person == "******019"


def test_the_careful_side_is_taken() -> None:
    persons, refusals = read(
        record(
            geheimhoudingPersoonsgegevens="misschien",
            overlijden={"datum": "20201399"},
            indicatieCurateleRegister="ja",
            partners=[{"ontbindingHuwelijkPartnerschap": {"datum": "gisteren"}}],
        )
    )
    [person] = persons
    assert person.secrecy
    assert person.guardianship
    assert person.death == dates.UNKNOWN
    assert person.is_dead
    assert person.partners[0].dissolved == dates.UNKNOWN
    assert len(refusals) == 4


def test_a_number_that_comes_twice_counts_once() -> None:
    persons, refusals = read(record(), record(naam={"geslachtsnaam": "Anders"}))
    assert [one.name.surname for one in persons] == ["Dalen"]
    assert [(one.index, one.rule, one.severity) for one in refusals] == [(2, "bsn.duplicate", Severity.PERSON)]


def test_synthetic_numbers_only_in_a_demonstration() -> None:
    number = bsn.synthetic(1)
    assert [one.bsn for one in read(record(burgerservicenummer=number), demo=True)[0]] == [number]
    persons, [refusal] = read(record(burgerservicenummer=number), demo=False)
    assert not persons
    assert refusal.rule == "bsn.synthetic_in_real"


def test_markup_is_text_and_unknown_members_are_left() -> None:
    persons, refusals = read(record(naam={"geslachtsnaam": "<b>'; DROP--"}, verrassing={"x": [1]}))
    assert persons[0].name.surname == "<b>'; DROP--"
    assert not refusals


def test_abroad_departed_and_a_closed_record() -> None:
    persons, refusals = read(
        record(
            verblijfplaats={
                "land": {"code": "5010", "omschrijving": "België"},
                "regel1": "Rue 1",
                "datumAanvangAdresBuitenland": "20120000",
            },
            opschortingBijhouding={"reden": {"code": "E"}, "datum": "20120000"},
        )
    )
    assert not refusals
    assert persons[0].address.foreign_lines == ("Rue 1",)
    assert persons[0].emigrated_on == dates.PartialDate(2012)
    assert persons[0].suspension is Suspension.EMIGRATED
    assert not persons[0].is_resident


scalars = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats(allow_nan=False, allow_infinity=False)
)
anything = st.recursive(scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(
    st.sampled_from(["code", "omschrijving", "datum", "burgerservicenummer", "naam", "geslachtsnaam", "type", "land"]),
    inner, max_size=3), max_leaves=8)  # fmt: skip
members = st.sampled_from(
    [
        "aNummer",
        "naam",
        "geslacht",
        "geboorte",
        "overlijden",
        "verblijfplaats",
        "immigratie",
        "gemeenteVanInschrijving",
        "datumInschrijvingInGemeente",
        "gezag",
        "gezagInOnderzoek",
        "kinderen",
        "ouders",
        "partners",
        "opschortingBijhouding",
        "geheimhoudingPersoonsgegevens",
        "indicatieCurateleRegister",
        "indicatieGezagMinderjarige",
        "persoonInOnderzoek",
    ]
)


@given(st.dictionaries(members, anything, max_size=6))
def test_whatever_stands_in_a_record_the_next_one_is_read(more: dict[str, object]) -> None:
    persons, refusals = read(record(**more), record(burgerservicenummer=OTHER))
    assert persons[-1].bsn == OTHER
    assert len(persons) == 2 or any(one.severity is Severity.PERSON for one in refusals)


@given(st.text(min_size=6, max_size=40))
def test_a_refusal_never_holds_the_value(secret: str) -> None:
    _, refusals = read(
        record(
            geboorte={"plaats": {"code": secret}},
            verblijfplaats={
                "postcode": secret,
                "huisletter": secret,
                "huisnummer": secret,
                "huisnummertoevoeging": secret,
            },
            ouders=[{"burgerservicenummer": secret, "datumIngangFamilierechtelijkeBetrekking": secret}],
            geslacht={"code": secret},
        )
    )
    assert not any(secret in (one.masked + one.person) for one in refusals if secret.strip("*"))
