"""Screens of the team: work per worker, who is away and who covers, and work that goes to another in one go.

Words: mijn team (team board), afwezig (absence), vervanger (cover), overdragen (reassign), ongedaan maken (undo).
Promise: what has nobody stands on top; nothing goes to another before it was shown; it can be undone.
May know: plans and accounts through their actions and queries; web.components.
Never: show whom a dossier is about that the leader may not open; say why somebody is away.
"""
