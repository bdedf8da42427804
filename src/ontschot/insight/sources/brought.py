"""Which files may be brought to a guided study, by their names alone; of what may not, why and what to do."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from ontschot.insight.sources.faults import Fault
from ontschot.insight.sources.workbooks import KINDS as WORKBOOKS

CONFIG = "study.yaml"
BORDERS = (".geojson", ".json")
MOST_FILES = 20
_KINDS = (".csv", ".txt", ".parquet", ".pq", *WORKBOOKS, *BORDERS)
_NAME = re.compile(r"^[\w][\w .()+-]{0,110}$")


def faults_of(names: Sequence[str], *, known: bool) -> list[Fault]:
    """What is wrong with the names of the files that somebody chose. `known`: the study has its study.yaml already."""
    faults = [fault for name in dict.fromkeys(names) if name != CONFIG for fault in _of_one(name)]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        nl, en = "U koos twee bestanden met deze naam.", "You chose two files with this name."
        faults.append(Fault(name, 0, "", "file_name", nl, en))
    borders = [name for name in names if name.casefold().endswith(BORDERS)]
    nothing = set(names) <= {CONFIG, *borders} and not (CONFIG in names or known)
    if not faults and (nothing or len(names) > MOST_FILES or len(borders) > 1):
        nl = f"Kies 1 tot {MOST_FILES} bestanden (.csv, .xlsx of .parquet) en hoogstens één kaart (.geojson)."
        en = f"Choose 1 to {MOST_FILES} files (.csv, .xlsx or .parquet) and at most one map (.geojson)."
        faults.append(Fault("", 0, "", "file_name", nl, en))
    return faults


def _of_one(name: str) -> list[Fault]:
    suffix = PurePath(name).suffix.casefold()
    if suffix not in _KINDS:
        nl = "Dit soort bestand lezen wij niet. Kies een bestand met .csv, .txt, .xlsx, .xls, .ods of .parquet."
        en = "We do not read this kind of file. Choose one with .csv, .txt, .xlsx, .xls, .ods or .parquet."
    elif not _NAME.match(name):
        nl = "Geef dit bestand een kortere naam, met alleen letters, cijfers, spaties, punten, haakjes en streepjes."
        en = "Give this file a shorter name, of letters, digits, spaces, points, brackets and dashes only."
    else:
        return []
    return [Fault(name[:120], 0, "", "file_name", nl, en)]
