"""Letters to a household or one of its members: write, check the language, look at the PDF, place.

Words: brief (letter), geadresseerde (recipient), standaardbrief (standard), vastleggen (place), taalniveau B1 (plain).
Promise: what was placed never changes; the writer sees which words and sentences are too hard before that.
May know: writing, people and access through their queries and actions; web.components.
Never: make markup of somebody's text; send anything by itself.
"""
