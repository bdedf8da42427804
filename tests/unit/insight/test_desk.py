"""The table of a guided study keeps what somebody wrote by hand."""

from __future__ import annotations

from pathlib import Path

from ontschot.insight.desk import Desk, new_id
from ontschot.insight.sources import parse_study

BY_HAND = b"""
title: t
reference_date: 2024-01-01
schemes: {wmo: Wmo}
provisions: {help: {name: hulp, scheme: wmo}}
area_names: {0345: Noord, 0x1F: Zuid, 1:20: Oost, 12: West}
files: [{file: a.csv, organisation: gemeente, scheme: wmo, columns: {bsn: BSN, provision: soort, neighbourhood: buurt}}]
"""


def test_a_code_with_a_nought_in_front_stays_that(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 1, new_id())
    desk.begin([("study.yaml", [BY_HAND])])
    names = {"0345": "Noord", "0x1F": "Zuid", "1:20": "Oost", "12": "West"}
    kept = desk.content()
    assert {str(code): name for code, name in kept["area_names"].items()} == names
    desk.describe(kept)
    assert parse_study("study.yaml", desk.config()).area_names == names
