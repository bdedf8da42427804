"""Ontschot: one household, one plan, one coordinator.

Its words: see GLOSSARY.md; English in code, Dutch on screens. It promises that a need becomes one plan, that the database itself
refuses what a user may not see, and that whoever looked stands in the log. Each folder below says what it may know; the directions
between folders stand in .importlinter. It never scores people and never refuses support by itself.
"""
