"""Screens for professionals of the municipality and of partners.

Words: mijn werk (work), huishouden (households), plan (plans), melding (requests), gesprek (conversations).
Promise: what needs me comes first; everything of a household on one page; nothing typed is lost; works by keyboard and
on a phone.
May know: domain and accounts through their actions and queries; privacy; web.components.
Never: ask the database itself; hold a rule; know the portal or steering.
"""
