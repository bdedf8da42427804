"""Screens of the plan: goals, actions, agreement, who is involved, the coordinator, a print for the household.

Words: doel (goal), actie (action), instemming (agreement), betrokkene (involved), regisseur (coordinator), afdruk
(paper).
Promise: in the household's words; who does what by when at a glance; two editors lose nothing.
May know: plans, people and accounts through their actions and queries; web.components; workplace.form_page.
Never: hold a rule; block a second helper.
"""
