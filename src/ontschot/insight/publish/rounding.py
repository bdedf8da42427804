"""Keyed rounding, after the cell key method (Thompson, Broadfoot & Elazar 2013; Eurostat's handbook on census data).

The chance by which a number goes up or down is fixed by who is in the cell: its key is the sum of the record keys of
its members. The same people are therefore the same number, in every table of every report of a study: asking again, or
taking the difference of two reports, averages nothing out. Rounding is unbiased: the expected value is the number
itself.
"""

KEYS = 1 << 32


def rounded(count: int, key: int, base: int) -> int:
    """The number that may be shown: a multiple of `base` next to `count` (itself when base is 1)."""
    low, rest = count - count % base, count % base
    return low + (base if rest and key % KEYS < rest * KEYS // base else 0)
