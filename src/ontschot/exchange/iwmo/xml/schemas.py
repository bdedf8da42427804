"""The official schemas as an independent second opinion: in tests, and at run time when a folder with them is set.

The folder holds `wmo-3.2`, `jw-3.2` and, for tests only, `wmo-3.2-return-derived` (derived, not official). It is never
part of the product.
"""

from functools import lru_cache
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from ontschot.exchange.iwmo.xml.kinds import Kind
from ontschot.exchange.iwmo.xml.safe import PARSER_OPTIONS


class NoSchema(LookupError):
    """The folder has no schema for this kind."""


def schema_file(folder: Path, kind: Kind) -> Path:
    """Where the schema of a kind should be; the Wmo return messages come from the folder with derived ones."""
    sub = "wmo-3.2-return-derived" if kind.schema_is_derived else f"{kind.standard}-3.2"
    return folder / sub / f"{kind.prefix}.xsd"


@lru_cache(maxsize=64)
def _schema(path: Path) -> etree.XMLSchema:
    if not path.is_file():
        raise NoSchema(str(path))
    return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(no_network=True, resolve_entities=False)))


def second_opinion(xml: bytes, kind: Kind, folder: Path) -> list[str]:
    """Errors of the official schema, empty when it accepts. Raises NoSchema; broken XML is one error."""
    schema = _schema(schema_file(folder, kind))
    options = {
        name: value for name, value in PARSER_OPTIONS.items() if not name.startswith("remove") and name != "encoding"
    }
    try:
        tree = etree.fromstring(xml, etree.XMLParser(**options))
    except etree.XMLSyntaxError as error:
        return [f"XML: {error}"]
    if schema.validate(tree):
        return []
    return [f"{entry.line}: {entry.message}" for entry in schema.error_log]
