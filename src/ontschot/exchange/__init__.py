"""Messages with others, each in its own words: the population register (brp) first; iwmo, registrations and api later.

Words: basisregistratie personen (BRP), bericht, weigering (Refusal), mutatie.
Promise: what comes in is checked piece by piece; what is refused is named, masked and counted; the rest goes on.
May know: actions and queries of domain, accounts and privacy; rules of domain; places and foundation.
Never: models of domain, screens, or a value of a refused field in a message.
"""
