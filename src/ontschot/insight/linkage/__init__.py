"""Record linkage: which rows of separate registrations are the same person, and which persons live together.

Words: row (regel), role (what a column means), person, household (huishouden), match probability, borderline pair.
Promises: same input, same links; two different valid BSNs are never one person; rows never leave through this package.
May know: ``domain.people.rules`` (the eleven test), DuckDB and Splink. Works on tables in a DuckDB connection.
Never: knows a scheme or a provision, writes a file, or says anything about what a person uses.
"""

from ontschot.insight.linkage.contract import ADDRESSES, METHODS, ROLES, Doubts, Input, LinkResult, Quality, Settings
from ontschot.insight.linkage.doubts import doubts
from ontschot.insight.linkage.run import link, pseudonymise, relink

__all__ = [
    "ADDRESSES",
    "METHODS",
    "ROLES",
    "Doubts",
    "Input",
    "LinkResult",
    "Quality",
    "Settings",
    "doubts",
    "link",
    "pseudonymise",
    "relink",
]
