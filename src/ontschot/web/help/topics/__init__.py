"""Help for each screen: what it is for, how it goes, what to mind. One topic may serve several screens.

Words: onderwerp (topic), by the room of its screens: werkplek (workplace), inwoners (portal), sturing (steering).
Promise: a code stays what it is, since screens, the texts of a municipality and links name it.
May know: Django's translation.
Never: which screen has which topic; that stands in help.screens.
"""

from ontschot.web.help.topics.everyone import EVERYONE
from ontschot.web.help.topics.portal import PORTAL
from ontschot.web.help.topics.steering import STEERING
from ontschot.web.help.topics.topic import Topic
from ontschot.web.help.topics.workplace import WORKPLACE

__all__ = ["TOPICS", "Topic"]

TOPICS: dict[str, Topic] = WORKPLACE | PORTAL | STEERING | EVERYONE
