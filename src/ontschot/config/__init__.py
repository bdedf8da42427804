"""Wiring: settings, addresses of screens, subscribers of events, the command line, the demo municipality.

Words: none of its own.
Promise: everything that joins two rooms stands here and nowhere else.
May know: everything.
Never: be imported by any other folder.
"""
