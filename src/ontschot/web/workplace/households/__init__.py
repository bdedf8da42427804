"""Screens of a household: everything on one page, searching, finding the right person, correcting by hand, the journal.

Words: huishouden (household), zoeken (search), inwoner zoeken (identify), contactjournaal (journal), splitsen (split).
Promise: what must be seen at once about a person is seen at once; search only within what one may see; papers are
downloads, never shown.
May know: people, plans and access through their actions and queries; web.components; workplace.form_page.
Never: tell that something hidden exists; put a name or number of a person in an address.
"""
