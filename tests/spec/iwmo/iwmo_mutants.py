"""A seeded mutator: takes a valid message apart and puts it together wrong, in the ways real files go wrong."""

import copy
import io
import random
import zipfile
from collections.abc import Callable

from lxml import etree

TEXTS = (
    "",
    " ",
    "\n",
    "0",
    "-1",
    "+5",
    "007",
    " 3 ",
    "1e3",
    "9" * 9,
    "9" * 13,
    "A" * 13,
    "A" * 201,
    "é" * 6,
    "ỳ",
    "\u00a0",
    "a\nb",
    "2027-06-31",
    "2024-02-29",
    "2023-02-29",
    "2023-1-1",
    "2023-01-01Z",
    "2023-01-01+01:00",
    " 2023-01-01 ",
    "0000-01-01",
    "24:00:00",
    "24:00:01",
    "12:34:56.789",
    "12:34:60",
    "12:34",
    "12:34:56Z",
    "2.0",
    "1.0.0",
    "01.0.0",
    "1.0",
    "01",
    "99",
    "999900006",
    "123456789",
    "12345678",
    "S300",
    "0200",
    "9999",
    "C",
    "D",
    "X",
    "NL",
    "XX",
    "..",
    "a..b .",
    "\t x",
    "١٢٣٤",
)

Mutation = Callable[[etree._Element, random.Random], None]


def _elements(root: etree._Element) -> list[etree._Element]:
    return [item for item in root.iter() if isinstance(item.tag, str)]


def _leaves(root: etree._Element) -> list[etree._Element]:
    return [item for item in _elements(root) if not len(item)]


def change_text(root: etree._Element, rng: random.Random) -> None:
    """Another text in an element."""
    rng.choice(_leaves(root)).text = rng.choice(TEXTS)


def swap_text(root: etree._Element, rng: random.Random) -> None:
    """The text of one element in another."""
    one, other = rng.choice(_leaves(root)), rng.choice(_leaves(root))
    one.text, other.text = other.text, one.text


def lengthen(root: etree._Element, rng: random.Random) -> None:
    """A text made longer."""
    leaf = rng.choice(_leaves(root))
    leaf.text = (leaf.text or "") * rng.choice((2, 3, 40)) + rng.choice(("", "x", " "))


def empty(root: etree._Element, rng: random.Random) -> None:
    """An element emptied."""
    item = rng.choice(_elements(root))
    for child in list(item):
        item.remove(child)
    item.text = None


def remove(root: etree._Element, rng: random.Random) -> None:
    """An element taken out."""
    item = rng.choice(_elements(root)[1:])
    parent = item.getparent()
    assert parent is not None
    parent.remove(item)


def double(root: etree._Element, rng: random.Random) -> None:
    """An element twice."""
    item = rng.choice(_elements(root)[1:])
    item.addnext(copy.deepcopy(item))


def move(root: etree._Element, rng: random.Random) -> None:
    """An element moved among its brothers."""
    item = rng.choice(_elements(root)[1:])
    parent = item.getparent()
    assert parent is not None
    parent.remove(item)
    parent.insert(rng.randrange(len(parent) + 1), item)


def elsewhere(root: etree._Element, rng: random.Random) -> None:
    """An element copied to another place."""
    item = copy.deepcopy(rng.choice(_elements(root)[1:]))
    target = rng.choice(_elements(root))
    target.insert(rng.randrange(len(target) + 1), item)


def other_space(root: etree._Element, rng: random.Random) -> None:
    """An element in another name space."""
    item = rng.choice(_elements(root))
    spaces = [*root.nsmap.values(), "urn:other", ""]
    space, name = rng.choice(spaces), etree.QName(item).localname
    item.tag = f"{{{space}}}{name}" if space else name


def rename(root: etree._Element, rng: random.Random) -> None:
    """An element with the name of another."""
    one, other = rng.choice(_elements(root)), rng.choice(_elements(root))
    one.tag = other.tag


def attribute(root: etree._Element, rng: random.Random) -> None:
    """An attribute where none may be, or a harmless one."""
    xsi = "{http://www.w3.org/2001/XMLSchema-instance}"
    name = rng.choice(("id", f"{xsi}nil", f"{xsi}schemaLocation", "{http://www.w3.org/XML/1998/namespace}lang"))
    rng.choice(_elements(root)).set(name, "a b" if name.endswith("Location") else rng.choice(("true", "false", "nl")))


def stray(root: etree._Element, rng: random.Random) -> None:
    """Text, a comment or an instruction between elements."""
    item = rng.choice(_elements(root))
    choice = rng.randrange(4)
    if choice == 0:
        item.tail = "stray"
    elif choice == 1:
        item.insert(0, etree.Comment("a comment"))
    elif choice == 2:
        item.insert(0, etree.ProcessingInstruction("note", "x"))
    else:
        item.tail = "\n \t"


TREE: tuple[Mutation, ...] = (
    change_text,
    change_text,
    change_text,
    swap_text,
    lengthen,
    empty,
    remove,
    double,
    move,
    elsewhere,
    other_space,
    rename,
    attribute,
    stray,
)


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _flip(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _latin(data: bytes, rng: random.Random) -> bytes:
    return data.replace(b"a", "é".encode("latin-1"), 1)


def _declared(data: bytes, rng: random.Random) -> bytes:
    return data.replace(b"UTF-8", rng.choice((b"ISO-8859-1", b"UTF-16", b"nonsense", b"windows-1252")), 1)


def _older(data: bytes, rng: random.Random) -> bytes:
    return data.replace(b"/3_2/", rng.choice((b"/2_0/", b"/3_1/", b"/3_3/")))


def _entity(data: bytes, rng: random.Random) -> bytes:
    body = data.split(b"?>", 1)[1]
    external = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    for one, two in zip(b"bcdefgh", b"cdefghi", strict=True):
        bomb += f'<!ENTITY {chr(two)} "{f"&{chr(one)};" * 10}">'.encode()
    start, use = rng.choice(((external, b">&e;<"), (bomb + b"]>", b">&i;<"), (b"<!DOCTYPE x>", b"><")))
    return b'<?xml version="1.0"?>' + start + body.replace(b"><", use, 1)


def _bomb(data: bytes, rng: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xml", data + b" " * 30_000_000)
    return out.getvalue()


def _deep(data: bytes, rng: random.Random) -> bytes:
    return b"<a>" * 5000 + b"</a>" * 5000


RAW = (_cut, _flip, _latin, _declared, _older, _entity, _deep)


def mutant(data: bytes, seed: int) -> tuple[str, bytes]:
    """Name of the mutation and the mutated file; the same seed always gives the same file."""
    rng = random.Random(seed)
    if rng.random() < 0.12:
        raw = rng.choice(RAW) if rng.random() > 0.01 else _bomb
        return raw.__name__.strip("_"), raw(data, rng)
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    names = []
    for _ in range(rng.choice((1, 1, 1, 2))):
        mutation = rng.choice(TREE)
        names.append(mutation.__name__)
        try:
            mutation(root, rng)
        except (ValueError, IndexError):
            continue
    return "+".join(names), etree.tostring(root, xml_declaration=True, encoding="UTF-8")
