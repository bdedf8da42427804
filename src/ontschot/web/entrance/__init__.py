"""The way in: login, second factor, switch of persona (demo only), language, logout, health.

Words: inloggen (login), tweede stap (second factor), rol kiezen (persona).
Promise: staff never get past the door without a second factor; a real database has no switch of persona.
May know: accounts, privacy, foundation, web.components.
Never: anything of a resident.
"""
