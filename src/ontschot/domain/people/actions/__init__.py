"""Writing persons and households: reporting somebody new, correcting by hand, relations, portal accounts, the register.

Words: opgeven (report), splitsen (split), koppelen (connect).
Promise: each deed is atomic, logged, and leaves history; who may see what follows in the same transaction.
May know: people.queries, people.models, people.rules, privacy, accounts.
Never: requests or plans; they hear of it through events (people.events in actions/events.py).
"""

from ontschot.domain.people.actions.accounts import (
    CannotConnect,
    connect_account,
    connect_by_code,
    disconnect_account,
    refresh_subject_access,
)
from ontschot.domain.people.actions.households import (
    add_member,
    describe_household,
    end_membership,
    household_for,
    split_household,
)
from ontschot.domain.people.actions.merging import merge_persons, unmerge_persons
from ontschot.domain.people.actions.persons import (
    add_relation,
    change_contact_details,
    change_relation,
    remove_provisional,
    remove_relation,
    report_person,
)
from ontschot.domain.people.actions.verdicts import say_different, take_back_different

__all__ = [
    "CannotConnect",
    "add_member",
    "add_relation",
    "change_contact_details",
    "change_relation",
    "connect_account",
    "connect_by_code",
    "describe_household",
    "disconnect_account",
    "end_membership",
    "household_for",
    "merge_persons",
    "refresh_subject_access",
    "remove_provisional",
    "remove_relation",
    "report_person",
    "say_different",
    "split_household",
    "take_back_different",
    "unmerge_persons",
]
