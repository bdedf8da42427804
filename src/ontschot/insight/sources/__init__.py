"""Reading what others hand over: registrations as CSV, Excel or Parquet, and the small file that says what is in them.

Words: study (onderzoek), source file (bronbestand), column role (kolomrol), fault (fout), notice (opmerking).
Promises: a file is read whole or not at all; every fault names file, line, column, rule and what to do.
May know: DuckDB. Nothing of linkage, of tables or of Django.
Never: a name, a BSN or any other value of a resident in a message.
"""

from ontschot.insight.sources.faults import Fault, Faulty
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.link_settings import LinkSettings, SourceFile, match, read_link_settings
from ontschot.insight.sources.loading import Loaded, load, load_all
from ontschot.insight.sources.reviewed import load_reviewed, rows_gone, split_off
from ontschot.insight.sources.roles import IDENTITY_ROLES, PAYLOAD_ROLES, POSTCODE_ROLES, ROLES, UNREAD_ROLES
from ontschot.insight.sources.study import Provision, Scheme, Study, StudyFile
from ontschot.insight.sources.study_reading import parse_study, read_study

__all__ = [
    "IDENTITY_ROLES",
    "PAYLOAD_ROLES",
    "POSTCODE_ROLES",
    "ROLES",
    "UNREAD_ROLES",
    "Fault",
    "Faulty",
    "Limits",
    "LinkSettings",
    "Loaded",
    "Provision",
    "Scheme",
    "SourceFile",
    "Study",
    "StudyFile",
    "load",
    "load_all",
    "load_reviewed",
    "match",
    "parse_study",
    "read_link_settings",
    "read_study",
    "rows_gone",
    "split_off",
]
