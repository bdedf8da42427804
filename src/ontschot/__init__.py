"""Ontschot: one household, one plan, one coordinator.

Its words: see GLOSSARY.md; English in code, Dutch on screens.
Promise: a need becomes one plan, the database refuses what a user may not see, and whoever looked stands in the log.
Each folder below says what it may know; the directions between folders stand in .importlinter.
Never: score people by statistics, or refuse support by itself.
"""
