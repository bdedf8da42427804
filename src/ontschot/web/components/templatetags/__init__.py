"""Template tags of the shared parts; they are built in, so no template needs to load them.

Words: veld (field), merkje (badge), persoon (person), kop (heading).
Promise: what is shown is escaped; a tag never asks the database.
May know: wording, the form renderer.
Never: an action, a query, a decision about what may be seen.
"""
