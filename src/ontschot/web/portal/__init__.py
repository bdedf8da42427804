"""Screens for residents and those they invite: my plan, my data, who looked, asking for help.

Words: mijn plan (my plan), wie keek mee (who looked), hulp vragen (ask).
Promise: plain Dutch (B1); a resident sees the own plan and who looked, and can agree or say what is wrong.
May know: domain actions and queries, accounts, privacy, web.components.
Never: the workplace's or steering's screens; another household's data.
"""
