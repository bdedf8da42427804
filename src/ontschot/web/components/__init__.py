"""The shared visual parts of all screens, and the page that shows them (route ``web:gallery``, path /onderdelen/).

Words: onderdeel (component), badge (merkje), melding op het scherm (notice), foutoverzicht (error summary), concept.
Promise: every part works without JavaScript, by keyboard, at 360 px, in print, and passes axe (WCAG 2.2 AA).
May know: Django, ``foundation.versions`` (to show a conflict), names of routes.
Never: a word of the database, a person that exists, inline script or style, a file from another host.
"""
