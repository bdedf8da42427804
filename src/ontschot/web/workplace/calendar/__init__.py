"""Screens of the calendar: appointments by day and week, tasks by hand, and times for a calendar program.

Words: agenda (calendar), afspraak (appointment), taak (task), later (snooze), agenda koppelen (feed).
Promise: a clash is shown and never forbidden; what goes to a calendar program is a time, and nothing else.
May know: plans, people and accounts through their actions and queries; web.components.
Never: a map or an address that is looked up elsewhere; a name outside the product.
"""
