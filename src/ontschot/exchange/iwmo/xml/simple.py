"""The simple types (logische datatypes, LDT) of both standards, each able to judge a text by itself.

Lexical rules follow XML Schema: `string` keeps white space, the other bases collapse it before anything is judged.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from ontschot.exchange.iwmo.xml.codelists import CodeLists

Value = str | int | dt.date

XML_SPACE = " \t\n\r"
_NOT_BLANK_ONE_LINE = r"[^\n\r]*[^ \t\n\r][^\n\r]*"
_INTEGER = re.compile(r"[+-]?[0-9]+\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_WIDE_YEAR = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}\Z")
_NINE_DIGITS = re.compile(r"[0-9][0-9. -]{6,}[0-9]")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?\Z")


class BadValue(ValueError):
    """A text that its simple type refuses. `reason` is a short code, `nl` and `en` say what is wrong."""

    def __init__(self, reason: str, nl: str, en: str) -> None:
        super().__init__(en)
        self.reason = reason
        self.nl = nl
        self.en = en


@dataclass(frozen=True)
class SimpleType:
    """A type of the standard: base, length in characters, pattern, codes, or bounds of a number."""

    name: str
    base: str = "string"
    min_length: int = 0
    max_length: int | None = None
    pattern: re.Pattern[str] | None = None
    minimum: int | None = None
    maximum: int | None = None
    codes: frozenset[str] | None = None
    code_list: str | None = None
    memory: dict[str, Value] = field(default_factory=dict, compare=False, repr=False)

    def judge(self, text: str) -> Value:
        """Value of `text` (str, int or date; a time stays a str). Raises BadValue."""
        known = self.memory.get(text)
        if known is not None:
            return known
        value = self._judge(text)
        if len(self.memory) < 5000:
            self.memory[text] = value
        return value

    def _judge(self, text: str) -> Value:
        if self.base == "string":
            return self._string(text)
        text = text.strip(XML_SPACE)
        if self.base == "integer":
            return self._integer(text)
        return _date(text) if self.base == "date" else _time(text)

    def _string(self, text: str) -> str:
        if self.codes is not None:
            if text not in self.codes:
                raise BadValue(
                    "code",
                    f"{_shown(text)} staat niet in codelijst {self.code_list or self.name}.",
                    f"{_shown(text)} is not in code list {self.code_list or self.name}.",
                )
            return text
        if len(text) < self.min_length:
            raise BadValue("empty", "Het element is leeg.", "The element is empty.")
        if self.max_length is not None and len(text) > self.max_length:
            raise BadValue(
                "length",
                f"De waarde is langer dan {self.max_length} tekens.",
                f"The value is longer than {self.max_length} characters.",
            )
        if self.pattern is not None and not self.pattern.match(text):
            raise BadValue(
                "pattern",
                f"{_shown(text)} heeft niet de vorm van {self.name}.",
                f"{_shown(text)} does not have the form of {self.name}.",
            )
        return text

    def _integer(self, text: str) -> int:
        if not _INTEGER.match(text) or len(text) > 24:
            raise BadValue("number", f"{_shown(text)} is geen geheel getal.", f"{_shown(text)} is not a whole number.")
        if self.pattern is not None and not self.pattern.match(text):
            raise BadValue("pattern", f"{text} is hier niet toegestaan.", f"{text} is not allowed here.")
        number = int(text)
        if (self.minimum is not None and number < self.minimum) or (self.maximum is not None and number > self.maximum):
            raise BadValue(
                "range",
                f"{number} ligt niet tussen {self.minimum} en {self.maximum}.",
                f"{number} is not between {self.minimum} and {self.maximum}.",
            )
        return number

    def exactly(self, text: str) -> "SimpleType":
        """The same type, restricted to one value (BerichtCode, BerichtVersie)."""
        return replace(self, pattern=re.compile(re.escape(text) + r"\Z"), memory={})


def _shown(text: str) -> str:
    """Start of a value for people to recognise; whatever could be a BSN is masked."""
    masked = _NINE_DIGITS.sub("*********", text)
    return f"'{masked[:40]}{'…' if len(masked) > 40 else ''}'"


def _date(text: str) -> dt.date:
    found = _DATE.match(text)
    try:
        if found:
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    if _WIDE_YEAR.match(text) and not found:
        raise BadValue(
            "date",
            f"Jaren buiten 0001 tot en met 9999 worden niet verwerkt: {_shown(text)}.",
            f"Years outside 0001 to 9999 are not handled: {_shown(text)}.",
        )
    raise BadValue(
        "date",
        f"{_shown(text)} is geen bestaande datum zonder tijdzone (jjjj-mm-dd).",
        f"{_shown(text)} is not an existing date without time zone (yyyy-mm-dd).",
    )


def _time(text: str) -> str:
    found = _TIME.match(text)
    if found:
        hour, minute, second = int(found[1]), int(found[2]), int(found[3])
        if (hour < 24 and minute < 60 and second < 60) or (
            hour == 24 and minute == second == 0 and not (found[4] or "").strip(".0")
        ):
            return text
    raise BadValue(
        "time",
        f"{_shown(text)} is geen tijd zonder tijdzone (uu:mm:ss).",
        f"{_shown(text)} is not a time without time zone (hh:mm:ss).",
    )


def _text(name: str, most: int | None, pattern: str | None = _NOT_BLANK_ONE_LINE) -> SimpleType:
    compiled = re.compile(pattern + r"\Z") if pattern else None
    return SimpleType(name, min_length=1, max_length=most, pattern=compiled)


def _number(name: str, most: int) -> SimpleType:
    return SimpleType(name, base="integer", minimum=0, maximum=most)


_VERSION = r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"

TYPES: dict[str, SimpleType] = {
    item.name: item
    for item in (
        _text("AgbCode", 8, r"[0-9]{8}"),
        _number("Bedrag", 99_999_999),
        _text("BerichtCode", 3, None),
        _number("BerichtSubversie", 99),
        _number("BerichtVersie", 99),
        _number("Budget", 99_999_999),
        _text("BurgerServicenummer", 9, r"[0-9]{9}"),
        _text("Commentaar", None, r"[ \t\n\r]*[^ \t\n\r][\s\S]*"),
        SimpleType("Datum", base="date"),
        _text("Emailadres", 80),
        _text("Gemeente", None, r"[0-9]{4}"),
        _text("Huisletter", 1),
        _number("Huisnummer", 99_999),
        _text("HuisnummerToevoeging", 4),
        _text("IdentificatieBericht", 12),
        _text("IdentificatieDeclaratie", 12, None),
        _text("DeclaratieNummer", 12, r"[a-zA-Z0-9]+"),
        _text("Landnummer", 4),
        _text("Naam", 200),
        _text("NaamVerwijzer", 64),
        _number("Nummer", 999_999_999),
        _text("Organisatienaam", 35),
        _text("Persoonsid", 20),
        _text("Plaatsnaam", 80),
        _text("Postcode", 8),
        _text("ProductCode", 5),
        _text("Referentie", 36),
        _text("ReferentieNummer", 20, None),
        _number("RelatieVolgorde", 99),
        _text("Straatnaam", 24),
        _text("Taal", 25),
        _text("Telefoonnummer", 15, r"[0-9]*"),
        SimpleType("Tijd", base="time"),
        _number("TotaalBedrag", 999_999_999_999),
        _text("Versie", None, _VERSION),
        _number("Volume", 99_999_999),
        _text("Voorletters", 6, "[a-zA-ZÀ-ỳ]+"),
        _text("Voorvoegsel", 10),
    )
}

CODED = (
    "AanduidingWoonadres",
    "AdresSoort",
    "Communicatievorm",
    "DatumGebruik",
    "DebetCredit",
    "Eenheid",
    "Frequentie",
    "Geslacht",
    "JaNee",
    "JuridischeStatus",
    "LandCode",
    "NaamGebruik",
    "ProductCategorie",
    "RedenAfwijzingVerzoek",
    "RedenBeeindiging",
    "RedenVerzoek",
    "RedenWijziging",
    "RetourCode",
    "SoortRelatie",
    "StatusAanlevering",
    "TypeVerwijzer",
    "VerzoekAntwoord",
    "WettelijkeVertegenwoordiging",
)


def types_for(standard: str, lists: CodeLists) -> dict[str, SimpleType]:
    """All simple types of a standard ('wmo' or 'jw') with the given code lists, each with its own memory."""
    types = {name: replace(item, memory={}) for name, item in TYPES.items()}
    for name in CODED:
        list_name = lists.list_of(name, standard)
        types[name] = SimpleType(name, codes=lists.codes(list_name), code_list=list_name)
    return types
