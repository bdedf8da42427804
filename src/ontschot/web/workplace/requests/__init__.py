"""Screens of requests: taking one in, the list of a team, one request, triage, who it is about, answering.

Words: melding (request), verdelen (triage), aanmelder (referrer), inwoner zoeken (identify).
Promise: few clicks, no fact typed twice; danger first, in words and not only in colour; nothing typed is lost.
May know: access, people and accounts through their actions and queries; privacy; web.components.
Never: open a person by a number somebody made up: whom a request is about comes from identification, signed.
"""
