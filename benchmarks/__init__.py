"""Measurements, run by hand on generated data of realistic size: ``./dev bench``.

Words: p50, p95 (half, and 95 in a hundred, are faster), ratio (against the same without row security and log).
Promise: each script makes its data in a folder of its own, prints machine, command and table, and cleans up.
May know: everything.
Never: be imported by the product or its tests.
"""
