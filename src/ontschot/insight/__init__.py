"""Read-only analysis of groups: who uses what together (samenloop), from separate registrations.

Words: registration, linkage (koppeling), overlap (samenloop), suppression (onderdrukken van kleine aantallen).
Promises: works on files alone, without our database; numbers leave through ``publish`` only, suppressed and rounded.
May know: ``domain`` through its queries, in ``extract`` only; Splink and DuckDB, which nobody else knows.
Never: a list of persons, a score of a person, a number that gives a person away.
"""
