"""What a letter is made of, what a house style must have, and when a text is plain. Pure.

Words: blok (block), geadresseerde (recipient), huisstijl (Style), moeilijk woord (hard word), zin (sentence).
Promise: the same text gives the same answer; dates and lists come in as arguments.
May know: nothing of the product.
Never: Django, the clock, a file that somebody else chose.
"""
