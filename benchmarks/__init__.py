"""Measurements, run by hand on generated data of realistic size: ``./dev bench``.

Words: p50, p95 (half, and ninety-five in a hundred, are faster), ratio (ours against the same pages without row security and log).
Promise: each script makes its own data in a folder of its own, prints a table and the command that made it, and cleans up after itself.
May know: everything.
Never: be imported by the product or its tests.
"""
