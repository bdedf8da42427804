"""The resident's journey, one folder a step: people, access, plans (and later directory, budgets, support, outcomes).

Words: inwoner, huishouden, melding, gesprek, plan, regisseur; see GLOSSARY.md.
Promise: every write is a named action that checks, logs and tells; every read is a named query that logs.
May know: accounts, privacy, places, foundation; a step may know its past, never its future.
Never: screens, messages of other systems, or another step's models from outside.
"""
