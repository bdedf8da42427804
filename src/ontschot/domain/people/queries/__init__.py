"""Reading persons and households: identification, search, one household.

Words: vinden (identify), zoeken (search), huishouden (household view).
Promise: every function logs for whom data was shown; row security decides what comes back.
May know: people.models, people.rules, privacy, places.
Never: write.
"""

from ontschot.domain.people.queries.duplicates import duplicate_candidates, side_by_side
from ontschot.domain.people.queries.households import (
    HouseholdView,
    Member,
    household,
    household_record,
    households_of,
    member_names,
    members,
    memberships_of,
    own_households,
    streets,
)
from ontschot.domain.people.queries.identification import (
    Identified,
    Question,
    TooManyQuestions,
    TooVague,
    identify,
    identify_many,
)
from ontschot.domain.people.queries.persons import (
    Dossier,
    PersonRow,
    dossier,
    names_by_relation,
    names_of,
    person,
    persons_by_number,
    search,
    spoken_for,
)
from ontschot.domain.people.queries.stays import stays

__all__ = [
    "Dossier",
    "HouseholdView",
    "Identified",
    "Member",
    "PersonRow",
    "Question",
    "TooManyQuestions",
    "TooVague",
    "dossier",
    "duplicate_candidates",
    "household",
    "household_record",
    "households_of",
    "identify",
    "identify_many",
    "member_names",
    "members",
    "memberships_of",
    "names_by_relation",
    "names_of",
    "own_households",
    "person",
    "persons_by_number",
    "search",
    "side_by_side",
    "spoken_for",
    "stays",
    "streets",
]
