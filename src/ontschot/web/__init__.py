"""Screens: a request becomes one query or one action, and the answer becomes a page.

Words: werkplek (workplace), mijn plan (portal), sturing (steering), onderdelen (components), toegang (entrance).
Promise: Dutch and English, WCAG 2.2 AA, usable without JavaScript, nothing typed is lost, a form sent twice is one
record.
May know: actions and queries of every context, and rules of access by role; never models.
Never: a rule of care, a query of its own, inline script or style, text that tells that something hidden exists.
"""
