"""Screens of the conversation at the kitchen table: opening, life domains in free order, results, conclusion, print.

Words: gesprek (conversation), leefgebied (life domain), resultaat (result), de vraag achter de vraag (wish).
Promise: tablet first; saved while typing and through a lost connection; two editors both see what the other wrote.
May know: access through its actions and queries; privacy (drafts); web.components.
Never: the order in which people tell their story; a field that must be filled in.
"""
