"""From the register's words to ours: a file of persons becomes records and refusals, one by one. Pure: no Django.

What is wrong is refused as narrowly as is safe:

- the *person* is refused when it would not be certain who it is: own BSN, own name, own birth date, or a record that is
  no object or comes twice;
- the *field* is refused, and left empty, for all else: an address, a relative's number, a code that is not known. Where
  leaving it empty would be dangerous the careful side is taken: an unreadable secrecy mark counts as secret, an
  unreadable day of death as dead on an unknown day, an unreadable dissolution as dissolved on an unknown day.

A refusal never holds the value, only its masked form. Markup in a text is text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, BinaryIO, TypeVar

from ontschot.domain.people.rules import addresses, bsn, dates, names
from ontschot.domain.people.rules.addresses import Address, AddressError, AddressKind
from ontschot.domain.people.rules.dates import DateError, PartialDate
from ontschot.domain.people.rules.names import Gender, NameParts, NameUse
from ontschot.domain.people.rules.register import (
    REGISTER_AUTHORITY,
    Authority,
    AuthorityHolder,
    Investigation,
    Parent,
    Partner,
    RegisterPerson,
    Relative,
    Suspension,
)
from ontschot.exchange.brp import stream

PLACE_LIMIT = 80
CODE_LIMIT = 4
RELATIVES_LIMIT = 100

_Enum = TypeVar("_Enum", bound=StrEnum)
_Value = TypeVar("_Value")
_Errors = (bsn.BsnError, DateError, names.NamePartError, AddressError)


class Severity(StrEnum):
    """How much is refused: the whole person, or one field of it."""

    PERSON = "person"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was not taken over. `index` and `line` say where in the file (from 1); `person` is the masked BSN.

    `field` is the path in the file ('partners[0].burgerservicenummer'), `rule` a code, `masked` the value, unreadable.
    """

    index: int
    line: int
    person: str
    field: str
    rule: str
    masked: str
    severity: Severity


class _PersonRefused(Exception):
    """Stops the reading of one person; the refusal is already noted."""


def parse(source: BinaryIO, *, demo: bool, size_limit: int = stream.SIZE_LIMIT) -> Iterator[RegisterPerson | Refusal]:
    """Records and refusals of a file, in its order; the refusals of a person come before its record.

    `demo` says whether synthetic numbers are accepted. Raises `stream.RegisterFileError`, also halfway: apply nothing
    before the end was reached.
    """
    seen: set[str] = set()
    for element in stream.elements(source, size_limit=size_limit):
        record = _Record(element, demo)
        person = record.read(seen)
        yield from record.refusals
        if person is not None:
            yield person


class _Record:
    """One record while it is being read, with the refusals so far."""

    def __init__(self, element: stream.Element, demo: bool) -> None:
        self._element = element
        self._demo = demo
        self._masked_bsn = "*" * bsn.LENGTH
        self.refusals: list[Refusal] = []

    def read(self, seen: set[str]) -> RegisterPerson | None:
        """The person, or None when refused. Adds the BSN to `seen`."""
        data = self._element.value
        try:
            if not isinstance(data, dict):
                self._refuse_person("", "person.type", "")
            number = self._own_bsn(data, seen)
            return self._person(data, number)
        except _PersonRefused:
            return None

    # --- refusing

    def _refuse(self, path: str, rule: str, masked: str, severity: Severity = Severity.FIELD) -> None:
        where = self._element
        self.refusals.append(Refusal(where.index, where.line, self._masked_bsn, path, rule, masked, severity))

    def _refuse_person(self, path: str, rule: str, masked: str) -> None:
        self._refuse(path, rule, masked, Severity.PERSON)
        raise _PersonRefused

    def _checked(self, path: str, check: Callable[[], _Value], otherwise: _Value) -> _Value:
        """What `check` gives, or `otherwise` with a refusal of the field."""
        try:
            return check()
        except _Errors as error:
            self._refuse(path, error.rule, error.masked)
            return otherwise

    def _required(self, path: str, check: Callable[[], _Value]) -> _Value:
        """What `check` gives; refuses the person when it fails."""
        try:
            return check()
        except _Errors as error:
            self._refuse(path, error.rule, error.masked, Severity.PERSON)
            raise _PersonRefused from None

    # --- reading JSON with distrust

    def _group(self, data: dict[str, Any], key: str, path: str) -> dict[str, Any]:
        value = data.get(key)
        if value is None or isinstance(value, dict):
            return value or {}
        self._refuse(path, "type.object", _kind(value))
        return {}

    def _many(self, data: dict[str, Any], key: str, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
        value = data.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            self._refuse(path, "type.list", _kind(value))
            return
        if len(value) > RELATIVES_LIMIT:
            self._refuse(path, "list.length", f"<{len(value)}>")
        for place, one in enumerate(value[:RELATIVES_LIMIT]):
            if isinstance(one, dict):
                yield f"{path}[{place}]", one
            else:
                self._refuse(f"{path}[{place}]", "type.object", _kind(one))

    def _raw(self, data: dict[str, Any], key: str, path: str, *, number: bool = False) -> str:
        """The text under a key; '' when absent. A whole number is accepted where `number` says so."""
        value = data.get(key)
        if value is None:
            return ""
        if number and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str):
            return value
        self._refuse(path, "type.text", _kind(value))
        return ""

    def _text(self, data: dict[str, Any], key: str, path: str, limit: int) -> str:
        if key not in data:
            return ""
        path = _join(path, key)
        raw = self._raw(data, key, path)
        return addresses.known(self._checked(path, lambda: names.clean(raw, limit), ""))

    def _code(self, data: dict[str, Any], key: str, path: str) -> str:
        """The code of a coded value ({'code': ..., 'omschrijving': ...}), '' when absent."""
        if key not in data:
            return ""
        path = _join(path, key)
        code = self._raw(self._group(data, key, path), "code", f"{path}.code").strip()
        if len(code) > CODE_LIMIT or not code.isprintable():
            self._refuse(f"{path}.code", "code.unknown", f"<{len(code)} tekens>")
            return ""
        return code

    def _choice(self, kind: type[_Enum], code: str, path: str, otherwise: _Enum) -> _Enum:
        if not code:
            return otherwise
        try:
            return kind(code)
        except ValueError:
            self._refuse(path, "code.unknown", _short(code))
            return otherwise

    def _label(self, data: dict[str, Any], key: str, path: str) -> str:
        """The description of a coded value, else its code."""
        if key not in data:
            return ""
        path = _join(path, key)
        group = self._group(data, key, path)
        return self._text(group, "omschrijving", path, PLACE_LIMIT) or self._code(data, key, path.rpartition(".")[0])

    def _area_code(self, data: dict[str, Any], key: str, path: str) -> str:
        code = self._code(data, key, path)
        return self._checked(f"{_join(path, key)}.code", lambda: addresses.code(code), "")

    def _date(
        self, data: dict[str, Any], key: str, path: str, *, wrong: PartialDate | None = None
    ) -> PartialDate | None:
        """The date under a key, None when absent, `wrong` when it is no date."""
        path = _join(path, key)
        if data.get(key) is None:
            return None
        if not isinstance(data[key], str):
            self._refuse(path, "type.text", _kind(data[key]))
            return wrong
        raw: str = data[key]
        return self._checked(path, lambda: dates.parse(raw), wrong)

    # --- the parts of a person

    def _own_bsn(self, data: dict[str, Any], seen: set[str]) -> str:
        path = "burgerservicenummer"
        value = data.get(path)
        if value is not None and not isinstance(value, str):
            self._refuse_person(path, "type.text", _kind(value))
        number = self._required(path, lambda: bsn.check(value or "", demo=self._demo))
        self._masked_bsn = bsn.mask(number)
        if number in seen:
            self._refuse_person(path, "bsn.duplicate", self._masked_bsn)
        seen.add(number)
        return number

    def _person(self, data: dict[str, Any], number: str) -> RegisterPerson:
        name = self._own_name(data)
        born, died = self._group(data, "geboorte", "geboorte"), self._group(data, "overlijden", "overlijden")
        arrived = self._group(data, "immigratie", "immigratie")
        stopped = self._group(data, "opschortingBijhouding", "opschortingBijhouding")
        naming = self._group(data, "naam", "naam")
        municipality = self._area_code(data, "gemeenteVanInschrijving", "")
        municipality_name = self._label(data, "gemeenteVanInschrijving", "")
        return RegisterPerson(
            bsn=number,
            name=name,
            name_use=self._choice(
                NameUse,
                self._code(naming, "aanduidingNaamgebruik", "naam"),
                "naam.aanduidingNaamgebruik.code",
                NameUse.OWN,
            ),
            gender=self._gender(data, ""),
            a_number=self._a_number(data),
            birth=self._own_birth(born),
            birth_place=self._label(born, "plaats", "geboorte"),
            birth_country=self._label(born, "land", "geboorte"),
            death=self._death(died),
            death_place=self._label(died, "plaats", "overlijden"),
            death_country=self._label(died, "land", "overlijden"),
            address=self._address(data, municipality, municipality_name),
            immigrated=self._date(arrived, "datumVestigingInNederland", "immigratie"),
            immigrated_from=self._label(arrived, "landVanwaarIngeschreven", "immigratie"),
            municipality=municipality,
            municipality_name=municipality_name,
            municipality_since=self._date(data, "datumInschrijvingInGemeente", ""),
            secrecy=self._secrecy(data),
            guardianship=self._flag(data, "indicatieCurateleRegister"),
            authority_indication=self._code(data, "indicatieGezagMinderjarige", ""),
            authorities=self._authorities(data, number),
            partners=tuple(self._partner(one, path, number) for path, one in self._many(data, "partners", "partners")),
            parents=tuple(self._parent(one, path, number) for path, one in self._many(data, "ouders", "ouders")),
            children=tuple(self._relative(one, path, number) for path, one in self._many(data, "kinderen", "kinderen")),
            suspension=self._choice(
                Suspension,
                self._code(stopped, "reden", "opschortingBijhouding"),
                "opschortingBijhouding.reden.code",
                Suspension.NONE,
            ),
            suspension_date=self._date(stopped, "datum", "opschortingBijhouding"),
            investigations=tuple(self._investigations(data)),
        )

    def _own_name(self, data: dict[str, Any]) -> NameParts:
        before = len(self.refusals)
        name = self._name(data, "")
        if len(self.refusals) > before or not (name.surname or name.given):
            if len(self.refusals) == before:
                self._refuse("naam.geslachtsnaam", "name.missing", "")
            self.refusals[before:] = [replace(one, severity=Severity.PERSON) for one in self.refusals[before:]]
            raise _PersonRefused
        return name

    def _own_birth(self, born: dict[str, Any]) -> PartialDate | None:
        value = born.get("datum")
        if value is not None and not isinstance(value, str):
            self._refuse_person("geboorte.datum", "type.text", _kind(value))
        return None if value is None else self._required("geboorte.datum", lambda: dates.parse(value))

    def _name(self, data: dict[str, Any], path: str) -> NameParts:
        path = _join(path, "naam")
        group = self._group(data, "naam", path)
        title = self._code(group, "adellijkeTitelPredicaat", path)
        if title and title not in names.NOBILITY:
            self._refuse(f"{path}.adellijkeTitelPredicaat.code", "code.unknown", _short(title))
            title = ""
        return NameParts(
            given=self._text(group, "voornamen", path, names.GIVEN_LIMIT),
            prefix=self._text(group, "voorvoegsel", path, names.PREFIX_LIMIT),
            surname=self._surname(group, path),
            title=title,
        )

    def _surname(self, group: dict[str, Any], path: str) -> str:
        """The surname as given; the placeholder '.' is kept, as it says that the register knows of none."""
        raw = self._raw(group, "geslachtsnaam", f"{path}.geslachtsnaam")
        return self._checked(f"{path}.geslachtsnaam", lambda: names.clean(raw, names.SURNAME_LIMIT), "")

    def _gender(self, data: dict[str, Any], path: str) -> Gender:
        path = _join(path, "geslacht")
        code = self._code(data, "geslacht", path.rpartition(".")[0])
        return self._choice(Gender, code, f"{path}.code", Gender.UNKNOWN)

    def _a_number(self, data: dict[str, Any]) -> str:
        number = self._raw(data, "aNummer", "aNummer").strip()
        if number and not (number.isascii() and number.isdigit() and len(number) == 10):
            self._refuse("aNummer", "a_number.form", f"<{len(number)} tekens>")
            return ""
        return number

    def _death(self, died: dict[str, Any]) -> PartialDate | None:
        """The day of death; unknown when the record says only that, or names a day that cannot be."""
        day = self._date(died, "datum", "overlijden", wrong=dates.UNKNOWN)
        return dates.UNKNOWN if day is None and (died.get("land") or died.get("plaats")) else day

    def _secrecy(self, data: dict[str, Any]) -> bool:
        value = data.get("geheimhoudingPersoonsgegevens")
        if value in (None, False, "", "0", 0):
            return False
        if value not in (True, 1) and not (isinstance(value, str) and value in tuple("1234567")):
            self._refuse("geheimhoudingPersoonsgegevens", "code.unknown", _kind(value))
        return True

    def _flag(self, data: dict[str, Any], key: str) -> bool:
        value = data.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self._refuse(key, "type.boolean", _kind(value))
        return True

    def _authorities(self, data: dict[str, Any], number: str) -> tuple[Authority, ...]:
        found = []
        for path, one in self._many(data, "gezag", "gezag"):
            word = self._raw(one, "type", f"{path}.type")
            if word not in REGISTER_AUTHORITY:
                self._refuse(f"{path}.type", "code.unknown", _short(word))
                continue
            minor = self._group(one, "minderjarige", f"{path}.minderjarige")
            about = self._other_bsn(minor, f"{path}.minderjarige") if minor else number
            found.append(Authority(REGISTER_AUTHORITY[word], about, tuple(self._holders(one, path))))
        return tuple(found)

    def _holders(self, one: dict[str, Any], path: str) -> Iterator[AuthorityHolder]:
        for key, is_parent in (("ouder", True), ("derde", False)):
            group = self._group(one, key, f"{path}.{key}")
            number = self._other_bsn(group, f"{path}.{key}")
            if number:
                yield AuthorityHolder(number, is_parent)
        for key, is_parent in (("ouders", True), ("derden", False)):
            for place, group in self._many(one, key, f"{path}.{key}"):
                number = self._other_bsn(group, place)
                if number:
                    yield AuthorityHolder(number, is_parent)

    def _other_bsn(self, data: dict[str, Any], path: str) -> str:
        path = f"{path}.burgerservicenummer"
        raw = self._raw(data, "burgerservicenummer", path)
        return self._checked(path, lambda: bsn.check(raw, demo=self._demo), "") if raw else ""

    def _relative(self, data: dict[str, Any], path: str, own: str) -> Relative:
        number = self._other_bsn(data, path)
        if number == own:
            self._refuse(f"{path}.burgerservicenummer", "relation.self", self._masked_bsn)
            number = ""
        born = self._group(data, "geboorte", f"{path}.geboorte")
        return Relative(
            bsn=number,
            name=self._name(data, path),
            gender=self._gender(data, path),
            birth=self._date(born, "datum", f"{path}.geboorte"),
            birth_place=self._label(born, "plaats", f"{path}.geboorte"),
            birth_country=self._label(born, "land", f"{path}.geboorte"),
        )

    def _partner(self, data: dict[str, Any], path: str, own: str) -> Partner:
        begun = self._group(data, "aangaanHuwelijkPartnerschap", f"{path}.aangaanHuwelijkPartnerschap")
        ended_path = f"{path}.ontbindingHuwelijkPartnerschap"
        ended = self._group(data, "ontbindingHuwelijkPartnerschap", ended_path)
        ended_by = self._code(ended, "reden", ended_path)
        dissolved = self._date(ended, "datum", ended_path, wrong=dates.UNKNOWN)
        if dissolved is None and ended_by:
            dissolved = dates.UNKNOWN
        return Partner(
            who=self._relative(data, path, own),
            kind=self._code(data, "soortVerbintenis", path),
            started=self._date(begun, "datum", f"{path}.aangaanHuwelijkPartnerschap"),
            dissolved=dissolved,
            ended_by=ended_by,
        )

    def _parent(self, data: dict[str, Any], path: str, own: str) -> Parent:
        return Parent(
            who=self._relative(data, path, own),
            designation=self._text(data, "ouderAanduiding", path, 1),
            tie_from=self._date(data, "datumIngangFamilierechtelijkeBetrekking", path),
        )

    # --- the address

    def _address(self, data: dict[str, Any], municipality: str, municipality_name: str) -> Address:
        path = "verblijfplaats"
        group = self._group(data, path, path)
        if group.get("land"):
            return self._abroad(group, path)
        return Address(
            street=self._text(group, "naamOpenbareRuimte", path, addresses.STREET_LIMIT)
            or self._text(group, "straat", path, addresses.STREET_LIMIT),
            number=self._house_number(group, path),
            letter=self._part(group, "huisletter", path, addresses.letter),
            addition=self._part(group, "huisnummertoevoeging", path, addresses.addition),
            indication=self._indication(group, path),
            postcode=self._part(group, "postcode", path, addresses.postcode),
            place=self._text(group, "woonplaats", path, PLACE_LIMIT),
            location=self._text(group, "locatiebeschrijving", path, addresses.LOCATION_LIMIT),
            object_id=self._part(group, "adresseerbaarObjectIdentificatie", path, addresses.object_id),
            kind=self._address_kind(group, path),
            municipality=municipality,
            municipality_name=municipality_name,
            since=self._date(group, "datumAanvangAdreshouding", path),
        )

    def _abroad(self, group: dict[str, Any], path: str) -> Address:
        lines = (self._text(group, f"regel{n}", path, addresses.FOREIGN_LINE_LIMIT) for n in (1, 2, 3))
        return Address(
            kind=AddressKind.ABROAD,
            foreign_lines=tuple(line for line in lines if line),
            country_code=self._area_code(group, "land", path),
            country=self._text(self._group(group, "land", f"{path}.land"), "omschrijving", f"{path}.land", PLACE_LIMIT),
            since=self._date(group, "datumAanvangAdresBuitenland", path),
        )

    def _address_kind(self, group: dict[str, Any], path: str) -> AddressKind:
        code = self._code(group, "functieAdres", path)
        if code in ("", "W", "B"):
            return AddressKind(code)
        self._refuse(f"{path}.functieAdres.code", "code.unknown", _short(code))
        return AddressKind.UNKNOWN

    def _house_number(self, group: dict[str, Any], path: str) -> int | None:
        path = f"{path}.huisnummer"
        raw = self._raw(group, "huisnummer", path, number=True)
        return self._checked(path, lambda: addresses.number(raw), None)

    def _part(self, group: dict[str, Any], key: str, path: str, check: Callable[[str], str]) -> str:
        if key not in group:
            return ""
        raw = self._raw(group, key, _join(path, key))
        return self._checked(_join(path, key), lambda: check(raw), "")

    def _indication(self, group: dict[str, Any], path: str) -> str:
        code = self._code(group, "aanduidingBijHuisnummer", path)
        if code and code not in addresses.INDICATIONS:
            self._refuse(f"{path}.aanduidingBijHuisnummer.code", "code.unknown", _short(code))
            return ""
        return code

    # --- what the register doubts

    def _investigations(self, data: dict[str, Any]) -> Iterator[Investigation]:
        for key in ("persoonInOnderzoek", "gezagInOnderzoek"):
            yield from self._investigation(data, key, key)
        for key in ("verblijfplaats", "overlijden"):
            group = data.get(key)
            if isinstance(group, dict):
                yield from self._investigation(group, "inOnderzoek", key)
        for key in ("partners", "ouders", "kinderen"):
            many = data.get(key)
            for place, one in enumerate(many[:RELATIVES_LIMIT] if isinstance(many, list) else ()):
                if isinstance(one, dict):
                    yield from self._investigation(one, "inOnderzoek", f"{key}[{place}]")

    def _investigation(self, data: dict[str, Any], key: str, path: str) -> Iterator[Investigation]:
        group = self._group(data, key, path)
        if group:
            code = self._text(group, "aanduidingGegevensInOnderzoek", path, 6)
            yield Investigation(path, code, self._date(group, "datumIngangOnderzoek", path))


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _short(code: str) -> str:
    """A code is no personal datum as long as it is as short as one."""
    return code if len(code) <= CODE_LIMIT and code.isascii() and code.isalnum() else f"<{len(code)} tekens>"


def _kind(value: Any) -> str:
    """What kind of JSON value it is, never which."""
    kinds = {dict: "object", list: "lijst", str: "tekst", bool: "ja/nee", int: "getal", float: "getal"}
    return f"<{kinds.get(type(value), 'leeg')}>"
