"""Professionals, teams, organisations, roles: who can log in and what their role may do.

Words: medewerker (User), organisatie (Organisation), wijkteam (Team), rol (Role), mandaat (Mandate, not there yet).
Promise: what each role may do stands in one table (rules.CAPABILITIES); staff always have a second factor.
May know: privacy, places, foundation.
Never: which resident an account belongs to (people knows that), or any personal data of residents.
"""
