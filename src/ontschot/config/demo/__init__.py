"""The demo municipality: invented residents, professionals and their work, made through the same doors as real ones.

Words: bevolking (population), gezin Van Dalen (the worked example), persona (somebody to look around as).
Promise: deterministic by seed; every person is synthetic, with numbers that fail the eleven test and can be nobody's.
May know: everything, as wiring does.
Never: run on a database that was not created as a demo.
"""
