"""Taking records of the population register: persons, addresses, ties, and the households that follow from them.

Words: mutatie (a change), verhuizing (moved), geheimhouding (secrecy), gezag (authority), huishouden (household).
Promise: set-based, one transaction, running twice changes nothing; what was stated by hand is asked about, not undone.
May know: people.actions.making, people.queries, people.models, people.rules, privacy, places.
Never: open a file; know plans or requests: they hear of it through `people.actions.events.PersonChanged`.
"""

from ontschot.domain.people.actions.register.taking import Busy, Progress, Summary, fill_neighbourhoods, take

__all__ = ["Busy", "Progress", "Summary", "fill_neighbourhoods", "take"]
