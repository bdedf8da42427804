"""Reading a JSON file of many objects, one at a time; and what a broken file says."""

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.exchange.brp import stream


class Slow(io.BytesIO):
    """Gives a few bytes a time, as a pipe may."""

    def __init__(self, data: bytes, piece: int) -> None:
        super().__init__(data)
        self._piece = piece

    def read(self, size: int | None = -1) -> bytes:
        """At most a piece."""
        return super().read(self._piece if size is None or size < 0 else min(size, self._piece))


def values(data: bytes | str, piece: int = 1 << 20, **limits: int) -> list[object]:
    raw = data.encode() if isinstance(data, str) else data
    return [element.value for element in stream.elements(Slow(raw, piece), **limits)]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values, max_size=6), st.integers(1, 40), st.sampled_from([None, 1, "\t"]))
def test_gives_what_the_standard_reader_gives(many: list[object], piece: int, indent: int | str | None) -> None:
    for ascii_only in (True, False):
        text = json.dumps(many, indent=indent, ensure_ascii=ascii_only)
        if not ascii_only:
            text = text.encode("utf-8", "replace").decode()
        assert values(text, piece) == json.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}, {"a": 2}]',
        ' \r\n[{"a": 1},{"a": 2}]\n',
        '{"personen": [{"a": 1}, {"a": 2}]}',
        '{"type": "RaadpleegMetBurgerservicenummer", "meta": [[1], {}], "personen": [{"a": 1}, {"a": 2}], "aantal": 2}',
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("piece", [1, 2, 3, 1000])
def test_a_list_or_an_object_around_it_with_or_without_mark(text: str, mark: bytes, piece: int) -> None:
    assert values(mark + text.encode(), piece) == [{"a": 1}, {"a": 2}]


BROKEN = [
    # content, rule, line, column
    (b"", "file.empty", 1, 1),
    (b" \n ", "file.empty", 2, 2),
    (b"hello", "file.json", 1, 1),
    (b'"text"', "file.json", 1, 1),
    (b"<personen/>", "file.json", 1, 1),
    (b"[", "file.truncated", 1, 2),
    (b'[{"a": 1}', "file.truncated", 1, 10),
    (b'[{"a": 1},', "file.truncated", 1, 11),
    (b'[\n {"a": 1},\n {"b": "text', "file.truncated", 3, 8),
    (b'[{"a": tr', "file.truncated", 1, 8),
    (b'[{"a": 1}]}', "file.trailing", 1, 11),
    (b'[{"a": 1}] [', "file.trailing", 1, 12),
    (b'[{"a": 1},]', "file.json", 1, 11),
    (b'[{"a": 1}\n {"a": 2}]', "file.json", 2, 2),
    (b'[{"a" 1}, {"a": 2}]', "file.json", 1, 7),
    (b'[{"a": NaN}]', "file.json", 1, 2),
    (b'{"persons": []}', "file.no_list", 1, 15),
    (b'{"personen": {}}', "file.no_list", 1, 14),
    (b'{"personen": []', "file.truncated", 1, 16),
    (b'[{"a": "\xff"}]', "file.encoding", 1, 9),
    ('[{"a": "é"}]'.encode("latin-1"), "file.encoding", 1, 9),
    ('[{"a": 1}]'.encode("utf-16"), "file.encoding", 1, 1),
    (b"[" + b"[" * 100_000, "file.nesting", 1, 2),
    (b"[" + b"9" * 5_000 + b"]", "file.json", 1, 2),
]


@pytest.mark.parametrize(("data", "rule", "line", "column"), BROKEN, ids=[f"{row[0][:24]!r}" for row in BROKEN])
@pytest.mark.parametrize("piece", [1 << 20, 3])
def test_a_broken_file_says_what_and_where(data: bytes, rule: str, line: int, column: int, piece: int) -> None:
    with pytest.raises(stream.RegisterFileError) as caught:
        values(data, piece)
    assert (caught.value.rule, caught.value.line, caught.value.column) == (rule, line, column)


def test_what_is_fine_comes_before_the_break() -> None:
    found: list[object] = []
    with pytest.raises(stream.RegisterFileError):
        found.extend(element.value for element in stream.elements(io.BytesIO(b'[{"a": 1}, {"a": 2}, {"a": ')))
    assert len(found) <= 2


def test_too_large_a_file_and_too_large_an_object() -> None:
    with pytest.raises(stream.RegisterFileError, match=r"file\.size"):
        values("[" + " " * 2_000 + "]", size_limit=1_000)
    with pytest.raises(stream.RegisterFileError, match=r"file\.object_size"):
        values('[{"a": "' + "x" * 2_000_000 + '"}]', piece=100_000, object_limit=1_000_000)


@given(st.binary(max_size=60))
def test_whatever_the_bytes_it_ends_with_a_list_or_a_named_error(data: bytes) -> None:
    try:
        list(stream.elements(io.BytesIO(data)))
    except stream.RegisterFileError:
        return


@given(st.integers(0, 200))
def test_cut_off_anywhere_it_is_never_taken_for_whole(at: int) -> None:
    whole = json.dumps(
        {"personen": [{"naam": {"voornamen": 'Zoë \\ "Q"'}, "n": 12.5}, None, [True]]}, indent=1
    ).encode()
    if at < len(whole):
        with pytest.raises(stream.RegisterFileError):
            values(whole[:at], 7)


class Endless(io.RawIOBase):
    """A list of many objects, made while it is read."""

    def __init__(self, count: int) -> None:
        self._pieces = self._make(count)

    @staticmethod
    def _make(count: int) -> Iterator[bytes]:
        yield b"["
        one = json.dumps({"naam": "x" * 2_000}).encode()
        for place in range(count):
            yield (b"," if place else b"") + one
        yield b"]"

    def read(self, size: int = -1) -> bytes:
        """The next object."""
        return next(self._pieces, b"")


def test_memory_does_not_grow_with_the_file() -> None:
    tracemalloc.start()
    try:
        count = sum(1 for _ in stream.elements(Endless(5_000)))  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 5_000
    assert peak < 3_000_000  # bytes, for ten million read
