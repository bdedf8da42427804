"""Borders of areas: read whole or refused, and drawn with nothing but published numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ontschot.insight.publish import charts
from ontschot.insight.sources import Faulty, parse_study
from ontschot.insight.sources.borders import MOST_POINTS, read_borders

SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]


def feature(code: Any, kind: str = "Polygon", coordinates: Any = None) -> dict[str, Any]:
    shape = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"wijkcode": code}, "geometry": shape}


def written(path: Path, *features: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def test_polygons_of_one_code_together(tmp_path: Path) -> None:
    many = [[5 + at / 10_000, 52.0] for at in range(3_000)]
    path = written(
        tmp_path / "w.geojson",
        feature("WK1"),
        feature("WK2", "MultiPolygon", [[SQUARE, SQUARE], [SQUARE]]),
        feature("WK2"),
        feature(3, coordinates=[many]),
        feature("line", "LineString", SQUARE),
        feature(None),
        {"type": "Feature", "properties": {"wijkcode": "none"}, "geometry": None},
    )
    found = read_borders(path, path.name, "wijkcode")
    assert {code: len(rings) for code, rings in found.rings.items()} == {"WK1": 1, "WK2": 4, "3": 1}
    assert len(found.rings["3"][0]) <= MOST_POINTS
    assert found.degrees


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "no_geojson"),
        ("[1, 2]", "no_geojson"),
        ('{"features": 3}', "no_geojson"),
        ("[" * 100_000, "no_geojson"),
        ('{"features": [{"properties": {"wijkcode": "a"}, "geometry": {"type": "Polygon", "coordinates": [[[1e999, 2],'
         ' [NaN, 3], ["x", 1], [true, 2], [1, 2]]]}}]}', "no_areas"),
        (json.dumps({"features": [{"properties": {"other": "a"}, "geometry": None}]}), "no_areas"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(tmp_path: Path, text: str, rule: str) -> None:
    path = tmp_path / "w.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        read_borders(path, path.name, "wijkcode")
    assert [fault.rule for fault in caught.value.faults] == [rule]


def test_a_map_has_a_title_per_area_and_hatches_what_is_closed() -> None:
    areas = [
        ("Noord <&>", [[(x, y) for x, y in SQUARE]], 0.5, "50%"),
        ("Zuid", [[(5.1, 52.0), (5.2, 52.0), (5.2, 52.1), (5.1, 52.0)]], None, "x"),
    ]
    drawn = charts.area_map(areas, degrees=True, title="Per wijk", text="Kaart", name="m")
    root = etree.fromstring(drawn.encode())
    titles = [title.text for title in root.iter("title")]
    assert titles == ["Per wijk", "Noord <&>: 50%", "Zuid: x"]
    paths = root.findall("path")
    assert [path.get("fill") for path in paths] == [charts.BAR, "url(#m-h)"]
    width, height = float(root.get("width", 0)), float(root.get("viewBox", "").split()[3])
    assert width < 1.4 * height, "a degree east is shorter than a degree north here"


def test_study_yaml_names_file_and_property() -> None:
    text = (
        "title: T\nreference_date: 2011-10-01\nschemes: {a: A}\nfiles: [{file: a.csv, scheme: a, columns: {bsn: b}}]\n"
    )
    assert parse_study("s", (text + "borders: {file: w.geojson, code: wijkcode}\n").encode()).borders == (
        "w.geojson",
        "wijkcode",
    )
    named = parse_study("s", (text + "borders: {file: w.geojson, code: wijkcode, name: naam}\n").encode())
    assert named.border_names == "naam"
    for wrong in ("borders: w.geojson", "borders: {file: w.geojson}", "borders: {file: ../w, code: c}"):
        with pytest.raises(Faulty):
            parse_study("s", (text + wrong + "\n").encode())


def test_names_of_areas_from_the_map(tmp_path: Path) -> None:
    one, other, nameless = feature("WK1"), feature("WK2"), feature("WK3")
    one["properties"]["naam"], other["properties"]["naam"] = "Noord", 7
    path = written(tmp_path / "w.geojson", one, other, nameless)
    assert read_borders(path, path.name, "wijkcode", "naam").names == {"WK1": "Noord", "WK2": "7"}
    assert read_borders(path, path.name, "wijkcode").names == {}
    with pytest.raises(Faulty) as refused:
        read_borders(path, path.name, "wijkcode", "name")
    assert [(fault.rule, fault.column) for fault in refused.value.faults] == [("no_areas", "name")]
