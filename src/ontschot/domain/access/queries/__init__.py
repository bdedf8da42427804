"""Reading requests, conversations, results and legal terms.

Words: melding (request), gesprek (conversation), leefgebied (life domain), resultaat (result).
Promise: row security decides what comes back; every function logs for whom data was shown; constant numbers of queries.
May know: access.models, access.rules, people, accounts, privacy.
Never: write anything but the log.
"""

from ontschot.domain.access.queries.book import term_book
from ontschot.domain.access.queries.conversations import (
    TEXTS,
    ConversationView,
    DomainPart,
    MemberLine,
    ResultLine,
    conversation,
    conversations_of_household,
    household_here,
    last_saved,
    my_open_conversations,
    results,
    results_to_plan,
)
from ontschot.domain.access.queries.requests import (
    RequestLine,
    RequestView,
    TeamChoice,
    TriageLine,
    address_of,
    given_before,
    last_triage,
    life_domains,
    my_requests,
    open_requests,
    own_teams,
    person_here,
    request,
    requests_of_household,
    requests_of_team,
    teams_to_choose,
)
from ontschot.domain.access.queries.terms import (
    Attention,
    TermLine,
    attention,
    my_terms,
    term,
    terms_of_household,
    terms_of_request,
)

__all__ = [
    "TEXTS",
    "Attention",
    "ConversationView",
    "DomainPart",
    "MemberLine",
    "RequestLine",
    "RequestView",
    "ResultLine",
    "TeamChoice",
    "TermLine",
    "TriageLine",
    "address_of",
    "attention",
    "conversation",
    "conversations_of_household",
    "given_before",
    "household_here",
    "last_saved",
    "last_triage",
    "life_domains",
    "my_open_conversations",
    "my_requests",
    "my_terms",
    "open_requests",
    "own_teams",
    "person_here",
    "request",
    "requests_of_household",
    "requests_of_team",
    "results",
    "results_to_plan",
    "teams_to_choose",
    "term",
    "term_book",
    "terms_of_household",
    "terms_of_request",
]
