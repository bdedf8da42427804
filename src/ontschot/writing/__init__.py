"""How the municipality writes: letters as accessible PDF, its house style, plain language, and its words explained.

Words: brief (Letter), huisstijl (HouseStyle), begrip (Term), moeilijk woord (HardWord), taalniveau B1 (plain).
Promise: what people typed is shown as they typed it and is never a command; a letter that was placed never changes.
May know: accounts, privacy, places, foundation.
Never: households, requests or plans (they hand over a text and a drawer); a network; a shell.
"""
