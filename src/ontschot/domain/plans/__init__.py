"""The one plan of a household: goals, actions, involvements, coordinator, journal, documents, agreement, tasks.

Words: plan (Plan), doel (Goal), actie (Action), betrokkene (Involvement), regisseur (Coordinator), contactjournaal
(Contact).
Promise: one current plan and at most one coordinator at a time for each household, held by the database; an involvement
opens access and its
end closes it, at once; nothing typed is overwritten.
May know: access, people, accounts, privacy, places, foundation.
Never: budgets, orders or outcomes (its future); screens.
"""
