"""Small YAML files of which every value knows its line, read against a list of known keys."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits

_NULL = "tag:yaml.org,2002:null"


class Document:
    """One file being read. Faults are gathered in `faults`; `finish` raises them all together."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []

    def fault(self, line: int, key: str, rule: str, nl: str, en: str) -> None:
        """Note a fault and go on; the same one is noted once."""
        fault = Fault(self.name, line, key, rule, nl, en)
        if fault not in self.faults:
            self.faults.append(fault)

    def finish(self) -> None:
        """Raise Faulty when anything was wrong."""
        if self.faults:
            raise Faulty(sorted(self.faults, key=lambda fault: fault.line))


class Value:
    """A value with its place. Each reading method notes a fault and gives back an empty value when it does not fit."""

    def __init__(self, document: Document, node: yaml.Node | None, key: str, line: int) -> None:
        self.document = document
        self.node = node
        self.key = key
        self.line = line

    @property
    def given(self) -> bool:
        """Whether there is something other than nothing."""
        return self.node is not None and self.node.tag != _NULL

    @property
    def single(self) -> bool:
        """Whether it is one value, no list and no keys."""
        return isinstance(self.node, yaml.ScalarNode)

    def fault(self, rule: str, nl: str, en: str) -> None:
        """Note a fault at this place."""
        self.document.fault(self.line, self.key, rule, nl, en)

    def mapping(self, known: Iterable[str] | None) -> dict[str, "Value"]:
        """Keys and values. With `known`, another key is a fault with a suggestion; None allows any key."""
        if not self.given:
            return {}
        if not isinstance(self.node, yaml.MappingNode):
            self.fault("mapping_expected", "Hier horen regels 'sleutel: waarde'.", "Lines 'key: value' belong here.")
            return {}
        found: dict[str, Value] = {}
        allowed = None if known is None else list(known)
        for key_node, value_node in self.node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            value = Value(self.document, value_node, key, key_node.start_mark.line + 1)
            if not key:
                value.fault("key_expected", "Een sleutel is één woord.", "A key is one word.")
            elif key in found:
                value.fault("double_key", f"'{key}' staat er twee keer.", f"'{key}' is there twice.")
            elif allowed is not None and key not in allowed:
                _unknown(value, key, allowed)
            else:
                found[key] = value
        return found

    def items(self) -> Iterator["Value"]:
        """The parts of a list; a single value counts as a list of one."""
        if not self.given or self.node is None:
            return
        if isinstance(self.node, yaml.SequenceNode):
            for node in self.node.value:
                yield Value(self.document, node, self.key, node.start_mark.line + 1)
        else:
            yield self

    def text(self, default: str = "") -> str:
        """A text (numbers and dates as they were typed)."""
        if not self.given:
            return default
        if isinstance(self.node, yaml.MappingNode):
            nl = "Hier hoort één waarde. Zet een tekst met een dubbele punt tussen aanhalingstekens."
            en = "One value belongs here. Put a text with a colon between quotes."
            self.fault("text_expected", nl, en)
            return default
        if not isinstance(self.node, yaml.ScalarNode):
            self.fault("text_expected", "Hier hoort één waarde, geen lijst.", "One value belongs here, not a list.")
            return default
        return str(self.node.value).strip()

    def filled(self, default: str) -> str:
        """A text that may be left out, but not be empty."""
        text = self.text(default)
        if self.given and self.single and not text:
            self._empty()
        return text or default

    def texts(self) -> tuple[str, ...]:
        """The parts of a list as texts, none of them empty; a single value counts as a list of one."""
        found = []
        for item in self.items():
            text = item.text()
            if not text and (item.single or not item.given):
                item._empty()
            found.append(text)
        return tuple(found)

    def _empty(self) -> None:
        nl, en = "Hier staat niets. Vul het in, of haal het weg.", "Nothing stands here. Fill it in, or take it out."
        self.fault("empty_value", nl, en)

    def choice(self, known: Iterable[str], default: str = "") -> str:
        """One of a few words."""
        text = self.text(default)
        options = list(known)
        if text in options or (not self.given and text == default):
            return text
        hint_nl, hint_en = suggestion(text, options)
        listed = ", ".join(f"'{option}'" for option in options if option.strip())
        self.fault(
            "unknown_value",
            f"'{text}' is hier geen keuze. Kies uit: {listed}.{hint_nl}",
            f"'{text}' is no choice here. Choose from: {listed}.{hint_en}",
        )
        return default

    def number(self, default: float, *, least: float | None = None, most: float | None = None) -> float:
        """A number; a decimal comma is understood."""
        if not self.given:
            return default
        text = self.text().replace(",", ".")
        if not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", text):
            self.fault("number_expected", "Hier hoort een getal.", "A number belongs here.")
            return default
        found = float(text)
        if (least is not None and found < least) or (most is not None and found > most):
            if least is not None and most is not None:
                nl, en = f"hoort binnen {least:g}–{most:g}", f"should be within {least:g}–{most:g}"
            elif least is not None:
                nl, en = f"moet minstens {least:g} zijn", f"should be at least {least:g}"
            else:
                nl, en = f"mag hoogstens {most:g} zijn", f"should be at most {most:g}"
            self.fault("out_of_range", f"Het getal {nl}.", f"The number {en}.")
            return default
        return found

    def whole(self, default: int, *, least: int | None = None, most: int | None = None) -> int:
        """A whole number."""
        if self.single and re.search(r"\d[.,]\d", self.text()):  # 160.000 is no 160
            nl, en = (
                "Hier hoort een heel getal, zonder punt of komma.",
                "A whole number belongs here, without point or comma.",
            )
            self.fault("whole_number_expected", nl, en)
            return default
        return int(self.number(default, least=least, most=most))

    def date(self) -> dt.date | None:
        """A day, written as 2011-10-01 or 01-10-2011."""
        text = self.text()
        if not text:
            return None
        match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
        parts = match.groups() if match else None
        if parts is None and (match := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text)):
            parts = match.groups()[::-1]
        try:
            if parts is None:
                raise ValueError
            return dt.date(int(parts[0]), int(parts[1]), int(parts[2]))
        except ValueError:
            self.fault("date_expected", "Hier hoort een datum: 2011-10-01.", "A date belongs here: 2011-10-01.")
            return None


def suggestion(text: str, options: list[str]) -> tuple[str, str]:
    """The nearest known word, as a sentence in Dutch and English; empty when none is near."""
    close = difflib.get_close_matches(text, options, n=1, cutoff=0.6)
    return (f" Bedoelt u '{close[0]}'?", f" Did you mean '{close[0]}'?") if close else ("", "")


def _unknown(value: Value, key: str, known: list[str]) -> None:
    hint_nl, hint_en = suggestion(key, known)
    if not hint_nl:
        hint_nl, hint_en = f" Bekend zijn: {', '.join(known)}.", f" Known are: {', '.join(known)}."
    value.fault("unknown_key", f"'{key}' kennen we hier niet.{hint_nl}", f"'{key}' is not known here.{hint_en}")


def read(path: Path, limits: Limits | None = None) -> tuple[Document, Value]:
    """The document and its top value. Raises Faulty when the file cannot be read as YAML at all."""
    document = Document(path.name)
    try:
        with path.open("rb") as file:
            data = file.read((limits or Limits()).settings + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        document.fault(0, "", "unreadable", f"Niet te lezen: {reason}.", f"Cannot be read: {reason}.")
        raise Faulty(document.faults) from error
    return document, parse(document, data, limits)


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return int(mark.line) + 1 if mark is not None else 0


def _line_of_character(text: str, error: Exception) -> int:
    """The line of a character that YAML cannot have (YAML says the place, not the line)."""
    return text.count("\n", 0, error.position) + 1 if isinstance(error, yaml.reader.ReaderError) else 0


def parse(document: Document, data: bytes, limits: Limits | None = None) -> Value:
    """The top value of YAML text in UTF-8. Raises Faulty with the line where reading stopped."""
    most = (limits or Limits()).settings
    if len(data) > most:
        document.fault(0, "", "too_large", f"Groter dan {most} bytes.", f"Larger than {most} bytes.")
        raise Faulty(document.faults)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        document.fault(line, "", "encoding", "Sla het bestand op als UTF-8.", "Save the file as UTF-8.")
        raise Faulty(document.faults) from error
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader) if "*" in text else ():
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 0
                document.fault(
                    line, "", "alias", "Verwijzingen (*) kunnen hier niet.", "Aliases (*) cannot be used here."
                )
                raise Faulty(document.faults)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        document.fault(
            _line(error) or _line_of_character(text, error),
            "",
            "not_yaml",
            "Dit is geen geldige YAML. Kijk naar inspringen, aanhalingstekens en dubbele punten op en voor deze regel.",
            "This is no valid YAML. Look at indentation, quotes and colons on and before this line.",
        )
        raise Faulty(document.faults) from error
    return Value(document, node, "", 1)
