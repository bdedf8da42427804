"""One register of all rules: what each is called, where it applies, what it needs and what it answers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ontschot.exchange.iwmo.rules.case import Case
from ontschot.exchange.iwmo.xml.nodes import Node

WITHIN, ACROSS, OUTSIDE = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A class of the message that breaks a rule, and the element in it that tells."""

    node: Node
    element: str = ""


Judge = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the standard.

    `needs` names what must be given before it can be judged: numbers of earlier messages ('301'), 'today',
    'municipalities', 'products', 'tariffs'. `return_code` is None where the standard gives none (n.v.t.).
    """

    code: str
    level: int
    numbers: frozenset[int]
    standards: frozenset[str]
    return_code: str | None
    needs: frozenset[str]
    nl: str
    en: str
    judge: Judge

    @property
    def source(self) -> str:
        """Where the rule comes from."""
        folder = {WITHIN: "xslt", ACROSS: "berichtoverstijgend", OUTSIDE: "externe bron"}[self.level]
        if self.code.startswith("TR"):
            return f"iWmo/iJw 3.2, technische regel {self.code} ({folder})"
        word = "conditie" if self.code.startswith("CD") else "constraint"
        return f"iWmo/iJw 3.2, {word} {self.code}"


RULES: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    on: Iterable[int],
    nl: str,
    en: str,
    level: int = WITHIN,
    answers: str | None = "0001",
    needs: Iterable[str] = (),
    standards: Iterable[str] = ("wmo", "jw"),
) -> Callable[[Judge], Judge]:
    """Register a function as the rule with this code. Raises ValueError when the code is taken."""

    def register(judge: Judge) -> Judge:
        if code in RULES:
            raise ValueError(f"{code} is registered twice")
        RULES[code] = Rule(code, level, frozenset(on), frozenset(standards), answers, frozenset(needs), nl, en, judge)
        return judge

    return register


def rules_for(standard: str, number: int) -> list[Rule]:
    """Rules that apply to a kind of message, in order of level and code."""
    found = [item for item in RULES.values() if number in item.numbers and standard in item.standards]
    return sorted(found, key=lambda item: (item.level, item.code))
