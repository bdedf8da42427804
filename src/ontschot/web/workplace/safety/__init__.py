"""Screens of safety: the reporting code, advice without names, the safety plan, and measures of coercion.

Words: meldcode (reporting code), advies zonder naam (advice), veiligheidsplan (safety plan), maatregel (measure).
Promise: what somebody agreed to and what is imposed never stand in one list; a question sent out names nobody.
May know: access through its actions and queries; web.components.
Never: show any of it to residents or partners.
"""
