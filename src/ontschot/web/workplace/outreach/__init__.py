"""Screens of unasked help: to whom we go, and how it went.

Words: erop af (outreach), signaal (signal), bezoek (visit).
Promise: what threatens, debts and housing first; who told is never shown to the resident.
May know: access through its actions and queries; web.components.
Never: decide for somebody that they want help.
"""
