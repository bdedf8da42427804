"""The law on which each scheme stands from which something comes to a household (as in force on 1 January 2026)."""

from __future__ import annotations

LAW: dict[str, str] = {
    "wmo": "Wmo 2015; eigen bijdrage: art. 2.1.4 en 2.1.4a",
    "youth": "Jeugdwet",
    "participation": "Participatiewet; verlagen: art. 18; terugvorderen: art. 58",
    "debt": "Wgs",
    "education": "WPO art. 40a, WVO 2020 art. 2.44, WEC art. 41a (ontwikkelingsperspectief)",
    "health": "Zvw; eigen risico: art. 19",
    "long_term_care": "Wlz; eigen bijdrage: art. 3.2.5",
    "allowances": "Awir",
    "housing": "BW boek 7, titel 4; Wet op de huurtoeslag",
    "local": "Participatiewet art. 35 en 36; Gemeentewet art. 108",
    "insurance": "WIA, WW, Wajong",
    "pension": "AOW, Anw",
    "other": "",
}
