"""The national messages iWmo and iJw 3.2: read, judge, answer and write them, with nothing else of the product around.

Words: message (bericht), rule (technische regel, conditie, constraint), return code (retourcode), context (verkeer).
Promises: a rule that cannot be judged is reported as such, never as passed; untrusted input never raises, it is judged.
May know: the standard library, lxml and its own format core (`xml`).
Must never: import Django, reach a database or the network, or keep what it reads.
"""

from ontschot.exchange.iwmo.answering import NoAnswer, Stamps, answer
from ontschot.exchange.iwmo.history import EarlierMessages, History
from ontschot.exchange.iwmo.judging import Judgement, NotJudged, check
from ontschot.exchange.iwmo.making import BadData, make
from ontschot.exchange.iwmo.rules.case import Sources, Tariff
from ontschot.exchange.iwmo.showing import show
from ontschot.exchange.iwmo.xml.codelists import CodeLists
from ontschot.exchange.iwmo.xml.faults import Fault
from ontschot.exchange.iwmo.xml.kinds import KINDS, Kind, kind_named
from ontschot.exchange.iwmo.xml.reading import Message, Reading, read
from ontschot.exchange.iwmo.xml.safe import Limits
from ontschot.exchange.iwmo.xml.writing import CannotWrite, write

__all__ = [
    "KINDS",
    "BadData",
    "CannotWrite",
    "CodeLists",
    "EarlierMessages",
    "Fault",
    "History",
    "Judgement",
    "Kind",
    "Limits",
    "Message",
    "NoAnswer",
    "NotJudged",
    "Reading",
    "Sources",
    "Stamps",
    "Tariff",
    "answer",
    "check",
    "kind_named",
    "make",
    "read",
    "show",
    "write",
]
