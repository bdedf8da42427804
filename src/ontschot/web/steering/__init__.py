"""Screens for who oversees and who keeps things running: the log, accounts, reference data and studies of groups.

Words: logboek (log), zegel (seal), beheer (administration), stamgegevens (reference data), samenloop (overlap).
Promise: numbers of persons, never a name or the content of a resident; one's own looking in the log is logged as well.
May know: privacy, accounts, foundation, web.components.
Never: web.workplace or web.portal; a table of people, access or plans.
"""
