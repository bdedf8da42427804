"""Made-up registrations with a known truth: files as organisations have them, for populations with a given overlap.

Words: profile (what a published study found), noise (errors in a registration), truth (who each row is about).
Promise: the same profile, seed and size give the same bytes; the overlap in the files is that of the profile, exactly.
May know: numpy, and the marked synthetic BSNs of people's rules.
Never: a real person, a real number, a rate of errors that docs/reference/synth.md does not state.
"""
