"""Who may see what, on which ground, who saw or changed what, and for how long.

Words: la (Drawer), afscherming (Shield), toegang (Grant), leefgebied (LifeDomain), doel (purpose), grondslag (ground),
logboek (log).
Promise: the database refuses what no grant opens; every read and write of personal data stands in the log, or does not
happen.
May know: places, foundation. It keeps its own projection of who is in a team and who lives in a household.
Never: a plan, a request, a person's name; a foreign key from the log.
"""
