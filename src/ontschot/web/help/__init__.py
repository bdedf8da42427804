"""Help in the product: words explained, help for each screen, a first-day tour, and what is new.

Words: woorden (terms), hulp bij dit scherm (topic), eerste dag (first day), wat is er nieuw (news).
Promise: open to everybody, in plain Dutch and in English; works without a script.
May know: writing (words), accounts (the tour of a user), web.components.
Never: data of residents.
"""
