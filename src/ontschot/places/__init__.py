"""Areas (CBS codes of neighbourhood, district and municipality) and the table that joins them to addresses.

Words: buurt (neighbourhood), wijk (district), gemeente (municipality), postcode.
Promise: an address has at most one neighbourhood in a year's table; without a table, areas are simply unknown.
May know: foundation.
Never: who lives somewhere.
"""
