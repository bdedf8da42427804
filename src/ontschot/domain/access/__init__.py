"""From need to results: request, triage, conversation (and later application, decision, objection).

Words: melding (Request), triage (Triage), gesprek (Conversation), leefgebied (LifeDomain), resultaat (Result).
Promise: a need that was received is never lost; a conversation is saved while it is held; each answer lies in its own
drawer.
May know: people, accounts, privacy, places, foundation.
Never: plans (the plan knows the conversation, not the other way round); an automatic refusal.
"""
