"""What everything stands on: the local database, secrets, periods, versions, events and double-submit protection.

Words: none of care; a period (periode), a version (versie), a client request (verzendnummer).
Promise: nothing acknowledged is lost or applied twice; the kind of database (demo or real) never changes.
May know: Django, PostgreSQL, cryptography.
Never: a word of care, a person, a screen.
"""
