"""Pure rules about people: numbers, dates, names, addresses, households and what a register change means.

Words: BSN, geboortedatum, naamgebruik, voorvoegsel, woonadres, briefadres, huishouden, gezag, mutatie (mutation).
Promise: same input, same answer; every refusal is an error with a rule code and a masked value, never the value itself.
May know: the standard library and python-stdnum; dates come in as arguments.
Never: Django, a clock, a database, a file, the network, or another context.
"""
