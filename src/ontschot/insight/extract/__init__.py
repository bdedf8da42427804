"""Our own database as a registration of a study (uittreksel): the one place in ``insight`` that reaches it.

Words: registration (registratie), provision (voorziening), pseudonym (pseudoniem).
Promise: one bulk reading, logged with its purpose; files that only the system can read, without names when asked.
May know: ``domain`` through its queries, ``sources``, ``linkage`` (for pseudonyms).
Never: a row on a screen, a person with a secrecy mark, what lies in a shielded drawer or in that of safety.
"""

from ontschot.insight.extract.registrations import Extracted, add, extract, pseudonymise, study_yaml

__all__ = ["Extracted", "add", "extract", "pseudonymise", "study_yaml"]
