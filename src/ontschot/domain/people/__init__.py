"""Persons, households, relations, addresses, portal accounts.

Words: inwoner (Person), huishouden (Household), lidmaatschap (Membership), relatie (Relation), gezag (Authority),
verblijf (Residence).
Promise: names as the register knows them, dates as incomplete as they are, history kept, the BSN encrypted and never
shown whole.
May know: accounts, privacy, places, foundation.
Never: requests or plans; how the register writes its messages (exchange.brp does).
"""
