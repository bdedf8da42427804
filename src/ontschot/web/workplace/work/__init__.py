"""Screens of my work: what needs me, and keeping what I am typing.

Words: mijn werk (my work), taak (task), afspraak (action), concept (draft).
Promise: what is late comes first; done with one click and undone with one; a constant number of queries.
May know: plans, access and accounts through their actions and queries; privacy (drafts); web.components.
Never: show work of somebody else.
"""
