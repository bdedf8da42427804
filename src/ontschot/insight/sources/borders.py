"""Borders of areas from a GeoJSON file (RFC 7946): per code the rings of its polygons, small enough to draw."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ontschot.insight.sources.faults import Fault, Faulty

LARGEST = 64 * 1024 * 1024
MOST_AREAS = 2_000
_CODE = re.compile(r"^(BU|WK|GM)\d+$")
MOST_POINTS = 400  # of a ring that is drawn: more is not seen on a page

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Borders:
    """Rings by code of the area, in coordinates of the file (degrees, or metres of RD); the first of a polygon is its
    outer one, others are holes."""

    rings: dict[str, list[Ring]]
    names: dict[str, str] = field(default_factory=dict)  # what each is called, when the file says

    @property
    def degrees(self) -> bool:
        """Whether the coordinates are degrees: then a degree of longitude is shorter than one of latitude."""
        return all(abs(x) <= 180 and abs(y) <= 90 for rings in self.rings.values() for ring in rings for x, y in ring)


def properties(path: Path, name: str) -> list[str]:
    """The properties that may hold the code of an area, the likeliest first. Raises Faulty when there is none."""
    values: dict[str, list[str]] = {}
    for feature in _features(path, name):
        given = feature.get("properties") if isinstance(feature, dict) else None
        for key, value in given.items() if isinstance(given, dict) else ():
            if isinstance(value, str | int) and not isinstance(value, bool):
                values.setdefault(key, []).append(str(value))

    def likely(key: str) -> tuple[float, float]:
        found = values[key]
        return sum(bool(_CODE.match(value)) for value in found) / len(found), len(set(found)) / len(found)

    if not values:
        nl, en = "De gebieden hebben geen eigenschap met een code.", "The areas have no property with a code."
        raise _fault(name, "", "no_areas", nl, en)
    return sorted(values, key=lambda key: tuple(-share for share in likely(key)))


def read_borders(path: Path, name: str, code: str, label: str = "") -> Borders:
    """The polygons of a FeatureCollection by the property `code`, with their names in `label`. Raises Faulty when it is
    none, or too large.
    """
    found: dict[str, list[Ring]] = {}
    for word, geometry in _coded(_features(path, name), code):
        found.setdefault(word, []).extend(_rings(geometry))
    drawn = {word: rings for word, rings in found.items() if rings}
    if not drawn:
        nl = f"Geen enkel gebied heeft de eigenschap '{code}' en een vlak (Polygon)."
        raise _fault(name, code, "no_areas", nl, f"No area has the property '{code}' and a surface (Polygon).")
    names = _names(_features(path, name), code, label) if label else {}
    if label and not names:
        nl = f"Geen enkel gebied heeft de eigenschap '{label}' met een naam."
        raise _fault(name, label, "no_areas", nl, f"No area has the property '{label}' with a name.")
    return Borders(drawn, names)


def _names(features: list[Any], code: str, label: str) -> dict[str, str]:
    """What each area is called."""
    found = {}
    for feature in features:
        given = feature.get("properties") if isinstance(feature, dict) else None
        values = [given.get(key) for key in (code, label)] if isinstance(given, dict) else []
        texts = [str(value).strip() for value in values if isinstance(value, str | int)]
        if len(texts) == 2 and all(texts):
            found[texts[0]] = texts[1]
    return found


def _coded(features: list[Any], code: str) -> Iterator[tuple[str, Any]]:
    for feature in features:
        given = feature.get("properties") if isinstance(feature, dict) else None
        word = given.get(code) if isinstance(given, dict) else None
        if isinstance(word, str | int):
            yield str(word), feature.get("geometry")


def _features(path: Path, name: str) -> list[Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise _fault(name, "", "too_large", f"Groter dan {LARGEST} bytes.", f"Larger than {LARGEST} bytes.")
        document = json.loads(path.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _fault(name, "", "unreadable", f"Niet te lezen: {reason}.", f"Cannot be read: {reason}.") from error
    except (ValueError, RecursionError) as error:
        nl = "Dit is geen GeoJSON. Sla de gebieden op als GeoJSON (FeatureCollection)."
        raise _fault(
            name, "", "no_geojson", nl, "This is no GeoJSON. Save the areas as GeoJSON (FeatureCollection)."
        ) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or len(features) > MOST_AREAS:
        nl = f"Hier hoort een FeatureCollection van ten hoogste {MOST_AREAS} gebieden."
        raise _fault(name, "", "no_geojson", nl, f"A FeatureCollection of at most {MOST_AREAS} areas belongs here.")
    return features


def _fault(name: str, column: str, rule: str, nl: str, en: str) -> Faulty:
    return Faulty([Fault(name, 0, column, rule, nl, en)])


def _rings(geometry: Any) -> list[Ring]:
    if not isinstance(geometry, dict):
        return []
    kind, parts = geometry.get("type"), geometry.get("coordinates")
    polygons = parts if kind == "MultiPolygon" else [parts] if kind == "Polygon" else []
    found = []
    for polygon in polygons if isinstance(polygons, list) else []:
        for ring in polygon if isinstance(polygon, list) else []:
            points = [point for point in map(_point, ring) if point] if isinstance(ring, list) else []
            if len(points) >= 4:
                step = math.ceil(len(points) / MOST_POINTS)
                found.append(points[::step])
    return found


def _point(point: Any) -> tuple[float, float] | None:
    """Two numbers that are numbers (JSON of Python also reads NaN and Infinity)."""
    if not isinstance(point, list) or len(point) < 2:
        return None
    x, y = point[0], point[1]
    if not all(isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n) for n in (x, y)):
        return None
    return float(x), float(y)
