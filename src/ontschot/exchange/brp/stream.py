"""A JSON file of many objects, one object at a time, so that memory does not grow with the file.

Accepts a list of objects, or an object that has them in a list under `personen`; UTF-8 with or without byte-order mark.
What is wrong with the file as a whole is a `RegisterFileError` with a rule, line and column; it can come after objects
that were fine (a truncated file), so whoever reads must not apply anything before the end.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

LIST_KEY = "personen"
SIZE_LIMIT = 512 * 1024 * 1024
OBJECT_LIMIT = 16 * 1024 * 1024
CHUNK = 256 * 1024

_SPACE = " \t\n\r"
_NUMBER = "+-.eE0123456789"


class RegisterFileError(ValueError):
    """The file cannot be read (further). `line` and `column` count from 1; nothing of the content is in the message.

    Rules: `file.empty`, `file.size`, `file.encoding`, `file.json`, `file.truncated`, `file.no_list`, `file.trailing`,
    `file.object_size`, `file.nesting`.
    """

    def __init__(self, rule: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{rule}: line {line}, column {column}")
        self.rule = rule
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the list: its place from 1, the line it starts on, and whatever JSON value it is."""

    index: int
    line: int
    value: Any


def elements(source: BinaryIO, *, size_limit: int = SIZE_LIMIT, object_limit: int = OBJECT_LIMIT) -> Iterator[Element]:
    """The elements of the list in a file. Raises `RegisterFileError`."""
    return _Reader(source, size_limit, object_limit).elements()


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


class _Reader:
    """A window on the text: what is before `at` is done, what is behind it is still to be read."""

    def __init__(self, source: BinaryIO, size_limit: int, object_limit: int) -> None:
        self._source = source
        self._size_limit = size_limit
        self._object_limit = object_limit
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("strict").decode
        self._parse = json.JSONDecoder(parse_constant=_refuse_constant).raw_decode
        self._text = ""
        self._at = 0
        self._bytes = 0
        self._ended = False
        self._line = 1
        self._column = 1

    def elements(self) -> Iterator[Element]:
        opening = self._peek()
        if opening == "":
            self._fail("file.empty")
        if opening == "[":
            yield from self._list()
        elif opening == "{":
            yield from self._wrapper()
        else:
            self._fail("file.json")
        if self._peek() != "":
            self._fail("file.trailing")

    def _wrapper(self) -> Iterator[Element]:
        """The object around the list; its other members are read over."""
        self._take("{")
        found = False
        while self._peek() != "}":
            key = self._value()
            if not isinstance(key, str):
                self._fail("file.json")
            self._take(":")
            if key == LIST_KEY and not found:
                found = True
                if self._peek() != "[":
                    self._fail("file.no_list")
                yield from self._list()
            else:
                self._value()
            if self._peek() != "}":
                self._take(",")
        if not found:
            self._fail("file.no_list")
        self._take("}")

    def _list(self) -> Iterator[Element]:
        self._take("[")
        index = 0
        while self._peek() != "]":
            index += 1
            line = self._line
            yield Element(index, line, self._value())
            if self._peek() != "]":
                self._take(",")
                if self._peek() == "]":
                    self._fail("file.json")
        self._take("]")

    def _peek(self) -> str:
        """The next character that is no white space, or '' at the end of the file."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _SPACE:
                at += 1
            self._advance(at)
            if at < len(text):
                return text[at]
            if not self._more(CHUNK):
                return ""

    def _take(self, expected: str) -> None:
        found = self._peek()
        if found != expected:
            self._fail("file.truncated" if found == "" else "file.json")
        self._advance(self._at + 1)

    def _value(self) -> Any:
        """The next JSON value. A value that is cut off by the window makes the window twice as wide."""
        if self._peek() == "":
            self._fail("file.truncated")
        while True:
            try:
                value, end = self._parse(self._text, self._at)
            except json.JSONDecodeError as error:
                self._widen(error.pos - self._at)
                continue
            except RecursionError:
                self._fail("file.nesting")
            except ValueError:
                self._fail("file.json")
            if self._may_go_on(value, end) and self._more(CHUNK):
                continue
            self._advance(end)
            return value

    def _may_go_on(self, value: Any, end: int) -> bool:
        """Whether the window ends within or just after a bare number, so that more of it may follow."""
        if isinstance(value, dict | list | str) or len(self._text) - self._at > self._object_limit:
            return False
        return not self._text[end:].strip(_NUMBER)

    def _widen(self, offset: int) -> None:
        """Read on, as there is no whole value (it fails `offset` behind `at`); fails at the end or past the limit."""
        waiting = len(self._text) - self._at
        if waiting > self._object_limit:
            self._fail("file.object_size")
        if not self._more(max(CHUNK, waiting)):
            failed_at = self._at + offset
            cut_off = failed_at >= len(self._text.rstrip()) or self._unfinished(failed_at)
            self._advance(min(failed_at, len(self._text)))
            self._fail("file.truncated" if cut_off else "file.json")

    def _unfinished(self, at: int) -> bool:
        """Whether the failure is a text that began at `at` and never ended, or a cut-off word."""
        rest = self._text[at:].rstrip()
        if rest.startswith('"'):
            return True
        return any(word.startswith(rest) for word in ("true", "false", "null")) or rest in ("-", "\\")

    def _more(self, size: int) -> bool:
        """Read another piece behind the window; False at the end of the file."""
        if self._ended:
            return False
        data = self._source.read(size)
        self._bytes += len(data)
        if self._bytes > self._size_limit:
            self._fail("file.size")
        self._ended = not data
        try:
            piece = self._decode(data, self._ended)
        except UnicodeDecodeError as error:
            self._text = self._text[self._at :] + error.object[: error.start].decode("utf-8", "replace")
            self._at = 0
            self._advance(len(self._text))
            self._fail("file.encoding")
        self._text = self._text[self._at :] + piece
        self._at = 0
        return not self._ended

    def _advance(self, to: int) -> None:
        """Go on to a place in the window, counting lines and columns."""
        lines = self._text.count("\n", self._at, to)
        if lines:
            self._line += lines
            self._column = to - self._text.rfind("\n", self._at, to)
        else:
            self._column += to - self._at
        self._at = to

    def _fail(self, rule: str) -> NoReturn:
        raise RegisterFileError(rule, self._line, self._column) from None
