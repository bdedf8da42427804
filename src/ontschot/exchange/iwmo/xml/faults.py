"""What is wrong with a message: which rule, where, with which code, in words for people."""

from dataclasses import dataclass, field

from ontschot.exchange.iwmo.xml.nodes import Node


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong.

    `rule` is the code of the standard (TR101, CS002) or one of ours: XML (not readable), XSD (against the structure),
    OP179 and ZIP (transport). `return_code` is what the standard prescribes in a return message, absent when a message
    with this fault is refused before any return message exists; then `envelope_code` is the fault code of the
    exchange (Fo01). `place` is a path of elements; `line` the line in the file when known.
    """

    rule: str
    place: str
    nl: str
    en: str
    return_code: str | None = None
    envelope_code: str | None = None
    line: int | None = None
    node: Node | None = field(default=None, compare=False, repr=False)


class Refused(Exception):
    """A file that cannot be read as a message at all; carries the one fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.en)
        self.fault = fault


def refused(rule: str, envelope_code: str | None, nl: str, en: str, line: int | None = None) -> Refused:
    """A refusal of the whole file."""
    return Refused(Fault(rule=rule, place="/", nl=nl, en=en, envelope_code=envelope_code, line=line))
