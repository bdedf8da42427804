"""Screens of duplicates: two records side by side, the same person or not, and back.

Words: dubbel (duplicate), dezelfde persoon (same), niet dezelfde (different), samenvoegen (merge).
Promise: what a merge does is said before it is done; it can be undone; nothing tells of a person who is hidden.
May know: people through its actions and queries; web.components.
Never: decide by itself; compare with whom the user may not see.
"""
