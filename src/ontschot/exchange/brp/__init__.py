"""The population register (BRP): reads its files of persons, and brings them into people, households and tasks.

Words: persoonslijst (a record), rubriek, gezag, briefadres, onderzoek, opschorting; the result is English.
Promise: running twice changes nothing; a refusal names person, field, rule, masked value; memory stays small.
May know: rules, actions and queries of domain.people; `parse` knows no Django.
Never: trust a length, a type or a code in a file; keep what the work does not need (nationality, permits, votes).
"""
