"""The fourteen kinds of each standard: number, code, name spaces, class, and which message they answer."""

from dataclasses import dataclass

from ontschot.exchange.iwmo.xml import messages as m
from ontschot.exchange.iwmo.xml import returns as r
from ontschot.exchange.iwmo.xml.nodes import Node

_CLASSES: dict[int, type[Node]] = {
    301: m.Bericht301,
    302: r.Bericht302,
    305: m.Bericht305,
    306: r.Bericht306,
    307: m.Bericht307,
    308: r.Bericht308,
    315: m.Bericht315,
    316: r.Bericht316,
    317: m.Bericht317,
    318: r.Bericht318,
    319: m.Bericht319,
    320: r.Bericht320,
    323: m.Bericht323,
    325: r.Bericht325,
}
_CODES = {
    "wmo": (414, 415, 418, 419, 420, 421, 444, 445, 480, 481, 482, 483, 484, 485),
    "jw": (436, 437, 438, 439, 440, 441, 446, 447, 486, 487, 488, 489, 490, 491),
}
STANDARDS = ("wmo", "jw")
NUMBERS = tuple(_CLASSES)
ANSWERS = {301: 302, 305: 306, 307: 308, 315: 316, 317: 318, 319: 320, 323: 325}
FROM_MUNICIPALITY = frozenset({301, 302, 319, 320, 325})
STREAMED = {323: "Prestatie", 325: "Prestatie"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message of one standard."""

    standard: str
    number: int
    code: str
    root: type[Node]

    @property
    def name(self) -> str:
        """WMO301, JW325..."""
        return f"{self.standard.upper()}{self.number}"

    @property
    def prefix(self) -> str:
        """Prefix of the elements of the message, as in the published samples."""
        return f"{self.standard}{self.number}"

    @property
    def base_prefix(self) -> str:
        """Prefix of the elements of the base schema."""
        return f"i{self.standard}"

    @property
    def namespace(self) -> str:
        """Name space of the message."""
        return f"http://www.istandaarden.nl/i{self.standard}/3_2/{self.prefix}/schema"

    @property
    def base_namespace(self) -> str:
        """Name space of the base schema of the standard."""
        return f"http://www.istandaarden.nl/i{self.standard}/3_2/basisschema/schema"

    @property
    def is_return(self) -> bool:
        """Whether it answers another message."""
        return self.number not in ANSWERS

    @property
    def schema_is_derived(self) -> bool:
        """The Wmo return schemas at hand are derived from the Jeugdwet ones, not official."""
        return self.standard == "wmo" and self.is_return

    @property
    def answer_number(self) -> int | None:
        """Number of the message that answers this one."""
        return ANSWERS.get(self.number)


KINDS: dict[tuple[str, int], Kind] = {
    (standard, number): Kind(standard, number, str(code), _CLASSES[number])
    for standard in STANDARDS
    for number, code in zip(NUMBERS, _CODES[standard], strict=True)
}
BY_NAMESPACE = {kind.namespace: kind for kind in KINDS.values()}
BY_NAME = {kind.name: kind for kind in KINDS.values()}


def kind_named(name: str) -> Kind:
    """Kind for 'WMO301', 'jw325'... Raises KeyError with the known names."""
    try:
        return BY_NAME[name.upper()]
    except KeyError:
        raise KeyError(f"unknown kind {name!r}; known: {', '.join(sorted(BY_NAME))}") from None
