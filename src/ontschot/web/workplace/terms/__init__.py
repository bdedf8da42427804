"""Screens of legal terms: what is late, the terms of a request, and what a worker does with them.

Words: termijn (term), opschorten (suspend), bericht van uitstel (notice of delay), gehaald (met).
Promise: the article stands wherever a term stands; late is on top of every list and no filter hides it.
May know: access through its actions and queries; web.components.
Never: count a day.
"""
