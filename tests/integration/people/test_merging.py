"""Two records that become one person and two again: within what one sees, across no shield, losing nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ontschot.domain.people import actions, queries
from ontschot.domain.people.actions.households import NotPossible
from ontschot.domain.people.models import Membership, PairVerdict, Person, PersonMerge, PortalAccount
from ontschot.domain.people.rules.names import fold
from ontschot.domain.plans import actions as plans
from ontschot.domain.plans import queries as plan_queries
from ontschot.domain.plans.models import Contact, Goal, Task
from ontschot.privacy import acting, log
from ontschot.privacy.acting import system
from ontschot.privacy.actions import open_access
from ontschot.privacy.models import Grant
from tests.town import Town, browser


def double(town: Town, *, apart: bool = False, open_to: int | None = None, **fields: str) -> Person:
    """Saskia once more, in the same household or (apart) in one of her own that is open to a team."""
    by = system("test")
    typed = {"given_names": "Saskia", "prefix": "van", "family_name": "Dalen", "birth_date": "19860412", "gender": "V"}
    with acting.acting(by):
        made = actions.report_person(by=by, household_id=None if apart else town.household, **(typed | fields))
        if apart:
            home = actions.household_for(by=by, person_id=made.pk)
            with acting.wide("ontschot_register"):
                open_access(
                    team_id=open_to or town.team, household_id=home.pk, reaches_members=True, purpose="coordination",
                    ground="public_task", source="triage:0",
                )  # fmt: skip
    return made


def home_of(person: Person) -> int:
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.read("test", [])
        return Membership.objects.filter(person=person).order_by("id")[0].household_id


def merged(town: Town, other: Person, who: str = "generalist", kept: int | None = None) -> PersonMerge:
    by = town.actor(who)
    with acting.acting(by):
        return actions.merge_persons(by=by, person_id=kept or town.saskia, other_id=other.pk, reason="Zelfde paspoort")


def pairs(town: Town, who: str = "generalist") -> list[tuple[int, int]]:
    with acting.acting(town.actor(who)):
        return [(pair.one.pk, pair.other.pk) for pair in queries.duplicate_candidates().pairs]


def goals_of(town: Town, who: str = "generalist") -> dict[str, int | None]:
    with acting.acting(town.actor(who)):
        log.read("test", [])
        return dict(Goal.objects.values_list("text", "person_id"))


# ---------------------------------------------------------------------------------------- candidates


def test_candidates_are_only_whom_one_sees(town: Town) -> None:
    other = double(town, apart=True, open_to=town.other_team)
    assert pairs(town) == []
    assert pairs(town, "other_generalist") == []
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        with pytest.raises(Person.DoesNotExist):
            queries.side_by_side(town.saskia, other.pk)
        with pytest.raises(Person.DoesNotExist):
            actions.merge_persons(by=town.actor("generalist"), person_id=town.saskia, other_id=other.pk)
    here = double(town, apart=True)
    assert pairs(town) == [(town.saskia, here.pk)]


def test_hidden_and_missing_answer_alike_on_the_screen(town: Town) -> None:
    hidden = double(town, apart=True, open_to=town.other_team)
    client = Client()
    client.force_login(town.users["generalist"])
    session = client.session
    session["persona"] = True
    session.save()
    addresses = [f"/werk/dubbel/paar/?een={town.saskia}&ander={number}" for number in (hidden.pk, 10**15)]
    pages = [client.get(address) for address in addresses]
    assert [page.status_code for page in pages] == [404, 404]
    for action in ("samenvoegen", "verschillend"):
        for number in (hidden.pk, 10**15):
            sent = {"een": town.saskia, "ander": number}
            assert client.post(f"/werk/dubbel/{action}/", sent).status_code == 404
    for odd in ("", "?een=x&ander=y", f"?een={town.saskia}&ander={town.saskia}", "?een=²&ander=1"):
        assert client.get(f"/werk/dubbel/paar/{odd}").status_code == 302


def test_not_the_same_is_remembered(town: Town) -> None:
    other, by = double(town), town.actor("generalist")
    assert pairs(town) == [(town.saskia, other.pk)]
    with acting.acting(by):
        for _ in range(2):
            actions.say_different(by=by, person_id=other.pk, other_id=town.saskia)
        assert PairVerdict.objects.count() == 1
    assert pairs(town) == []
    assert pairs(town, "team_leader") == []


def test_not_the_same_is_taken_back(town: Town) -> None:
    """The pair stands in the list of what was judged, comes back among the others, and can be judged once more."""
    other, by = double(town), town.actor("generalist")
    of = {"by": by, "person_id": town.saskia, "other_id": other.pk}
    with acting.acting(by):
        with pytest.raises(NotPossible, match="not_said"):
            actions.take_back_different(**of)
        actions.say_different(**of)
        (apart,) = queries.duplicate_candidates().apart
        assert {apart.one.pk, apart.other.pk} == {town.saskia, other.pk}
        assert queries.duplicate_candidates(page=2).apart == []
        for _ in range(2):
            actions.take_back_different(**of)
        assert PairVerdict.objects.count() == 2
        assert queries.duplicate_candidates().apart == []
    assert pairs(town) == [(town.saskia, other.pk)]
    with acting.acting(by):
        actions.say_different(**of)
    assert pairs(town) == []


def test_what_was_judged_is_seen_and_taken_back_by_who_sees_both(town: Town) -> None:
    other, by = double(town, apart=True), town.actor("generalist")
    with acting.acting(by):
        actions.say_different(by=by, person_id=town.saskia, other_id=other.pk)
    home = home_of(other)
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.write("test", "grant", [])
        assert Grant.objects.filter(household_id=home).update(ends_at=timezone.now()) == 1
    with acting.acting(by):
        assert queries.duplicate_candidates().apart == []
        with pytest.raises(Person.DoesNotExist):
            actions.take_back_different(by=by, person_id=town.saskia, other_id=other.pk)


def test_who_was_judged_to_be_two_is_merged_only_by_who_saw_that(town: Town) -> None:
    other, by = double(town), town.actor("generalist")
    of = {"by": by, "person_id": town.saskia, "other_id": other.pk}
    with acting.acting(by):
        said = actions.say_different(**of)
        for despite in (None, said.pk + 1):
            with pytest.raises(NotPossible, match="judged"):
                actions.merge_persons(**of, despite=despite)
        merge = actions.merge_persons(**of, despite=said.pk)
        with pytest.raises(NotPossible, match="not_said"):
            actions.take_back_different(**of)
        actions.unmerge_persons(by=by, merge_id=merge.pk)  # that says they are two as well
        with pytest.raises(NotPossible, match="judged"):
            actions.merge_persons(**of, despite=said.pk)
        actions.take_back_different(**of)
        actions.merge_persons(**of)


def test_the_screen_takes_back_and_warns(town: Town) -> None:
    other = double(town)
    client = browser(town, "generalist")
    of = {"een": str(town.saskia), "ander": str(other.pk)}
    page = client.post(reverse("workplace:duplicate_different"), of, follow=True)
    assert reverse("workplace:duplicate_take_back") in page.content.decode()
    assert "Laatst beoordeeld als twee mensen" in client.get(reverse("workplace:duplicates")).content.decode()
    verdict = page.context["both"].verdict.pk
    page = client.post(reverse("workplace:duplicate_merge"), of, follow=True)
    assert "Kruis aan dat u ze toch samenvoegt" in page.content.decode()
    assert page.context["both"].merge is None
    page = client.post(reverse("workplace:duplicate_take_back"), of, follow=True)
    assert "Teruggenomen." in page.content.decode()
    assert "Toch is dit één persoon" not in page.content.decode()
    page = client.post(reverse("workplace:duplicate_merge"), {**of, "despite": str(verdict)}, follow=True)
    assert page.context["both"].merge.person_id == town.saskia


# ---------------------------------------------------------------------------------------- merging


def work_on(town: Town, person: Person) -> None:
    """A goal, an action, a note, a relation and an appointment about the double."""
    by, household = town.actor("generalist"), home_of(person)
    with acting.acting(by):
        plan = plans.make_plan(by=by, household_id=household)
        goal = plans.add_goal(by=by, plan_id=plan.pk, life_domain="income", text="Rust", person_id=person.pk)
        plans.add_action(by=by, goal_id=goal.pk, text="Bellen", owner_kind="self", owner_person_id=person.pk)
        plans.write_contact(
            by=by, household_id=household, kind="note", happened_at=timezone.now(), text="Over haar",
            person_id=person.pk, life_domain="income",
        )  # fmt: skip
        actions.add_relation(by=by, person_id=person.pk, kind="neighbour", other_name="Buurvrouw")
        at = timezone.now() + dt.timedelta(days=1)
        plans.add_appointment(
            by=by, household_id=household, title="Samen", starts_at=at, ends_at=at + dt.timedelta(hours=1),
            person_ids=[person.pk],
        )  # fmt: skip


def state(town: Town, who: str = "generalist") -> dict[str, object]:
    """Where everything lies that this user sees."""
    from django.apps import apps

    with acting.acting(town.actor(who)):
        log.read("test", [])
        return {
            model._meta.label: sorted(
                (
                    row.pk,
                    row.drawer_id,
                    *(
                        repr(getattr(row, f.attname))
                        for f in model._meta.concrete_fields
                        if f.name.endswith("person_id") or f.attname.endswith("person_id") or f.name == "person_ids"
                    ),
                )
                for row in model._default_manager.all()
            )
            for model in apps.get_models()
            if any(f.name == "drawer" for f in model._meta.concrete_fields)
            and not hasattr(model, "pgh_tracked_model")
            and model._meta.label
            not in ("privacy.Grant", "people.PersonMerge", "people.PairVerdict", "people.Membership", "plans.Task")
        }


def test_everything_moves_and_comes_back(town: Town) -> None:
    other = double(town, apart=True, phone="0611111111")
    work_on(town, other)
    before, by = state(town), town.actor("generalist")
    merge = merged(town, other)
    assert goals_of(town) == {"Rust": town.saskia}
    with acting.acting(by):
        log.read("test", [])
        assert Person.objects.get(pk=town.saskia).phone == "0611111111"
        assert Contact.objects.get(text="Over haar").person_id == town.saskia
        assert [line.persons for line in plan_queries.appointments_of_household(home_of_id(other))] == [
            ["Saskia van Dalen"]
        ]
        members = [row.person.pk for row in queries.members(home_of_id(other)) if row.person]
        assert members == [town.saskia]
        assert [row.person.pk for row in queries.search("Saskia")[0]] == [town.saskia]
        assert pairs_now() == []
    with acting.acting(by):
        undone = actions.unmerge_persons(by=by, merge_id=merge.pk)
        assert undone.stayed == 0
    assert state(town) == before
    assert goals_of(town) == {"Rust": other.pk}
    with acting.acting(by):
        log.read("test", [])
        assert Person.objects.get(pk=town.saskia).phone == ""
        members = [row.person.pk for row in queries.members(home_of_id(other)) if row.person]
        assert members == [other.pk]
        with pytest.raises(NotPossible, match=r"merge\.undone"):
            actions.unmerge_persons(by=by, merge_id=merge.pk)


def home_of_id(person: Person) -> int:
    return Membership.objects.filter(person_id=person.pk).order_by("id")[0].household_id


def pairs_now() -> list[object]:
    return list(queries.duplicate_candidates().pairs)


def test_done_twice_changes_nothing(town: Town) -> None:
    other = double(town, apart=True)
    work_on(town, other)
    first = merged(town, other)
    after = state(town)
    assert merged(town, other).pk == first.pk
    assert merged(town, other, "team_leader").pk == first.pk
    assert state(town) == after
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert PersonMerge.objects.count() == 1


def test_nothing_crosses_a_shield(town: Town) -> None:
    """A note that Gerrit may not read stays where it is, for who wrote it, and does not show."""
    other = double(town, apart=True)
    household, leader = home_of(other), town.actor("team_leader")
    with acting.acting(leader):
        for shield, text in (("only_me", "Van mij"), ("hidden_from", "Niet voor Gerrit")):
            plans.write_contact(
                by=leader, household_id=household, kind="note", happened_at=timezone.now(), text=text,
                person_id=other.pk, life_domain="income", shield=shield,
                hidden_from=[town.users["generalist"].pk] if shield == "hidden_from" else [],
            )  # fmt: skip
    merge = merged(town, other)
    assert [line for line in merge.lines if line[0] == "plans.Contact"] == []
    with acting.acting(leader):
        log.read("test", [])
        rows = dict(Contact.objects.filter(household_id=household).values_list("text", "person_id"))
        assert rows == {"Van mij": other.pk, "Niet voor Gerrit": other.pk}
    with acting.acting(town.actor("generalist")):
        log.read("test", [])
        assert not Contact.objects.filter(household_id=household).exists()


def test_who_sees_one_household_only_sees_no_other_by_it(town: Town) -> None:
    """After a merge of two households, one of another team: that team sees the person, never the other household."""
    other = double(town, apart=True)
    with acting.acting(system("test")), acting.wide("ontschot_register"):
        log.write("test", "grant", [])
        open_access(
            team_id=town.other_team, household_id=home_of_id(other), reaches_members=True, purpose="coordination",
            ground="public_task", source="triage:1",
        )  # fmt: skip
    merged(town, other)
    with acting.acting(town.actor("other_generalist")):
        log.read("test", [])
        assert Person.objects.filter(pk=town.saskia).exists()
        assert not Person.objects.filter(pk=town.jeffrey).exists()
        assert not Membership.objects.filter(household_id=town.household).exists()
        assert not PersonMerge.objects.filter(other_drawer_id=0).exists()


def test_two_open_plans_stay_and_both_coordinators_are_asked(town: Town) -> None:
    other, by = double(town, apart=True), town.actor("generalist")
    household = home_of(other)
    with acting.acting(by):
        for number in (town.household, household):
            plans.make_plan(by=by, household_id=number)
            plans.name_coordinator(by=by, household_id=number, user_id=by.user_id or 0)
    merged(town, other)
    merged(town, other)
    with acting.acting(by):
        asked = Task.objects.filter(kind="merged")
        assert {task.household_id for task in asked} == {town.household, household}
        assert asked.count() == 2
        assert all(plan_queries.plan_of_household(number) for number in (town.household, household))


def test_what_cannot_be_one_is_refused(town: Town) -> None:
    by = town.actor("generalist")
    other = double(town, apart=True)
    with acting.acting(by):
        log.read("test", [])
        for changes, rule in (
            ({"secrecy": True}, "merge.secret"),
            ({"bsn_hash": b"x"}, "merge.other_way"),
            ({"merged_into": 1}, "merge.already"),
        ):
            Person.objects.filter(pk=other.pk).update(**changes)
            with pytest.raises(NotPossible) as refused:
                actions.merge_persons(by=by, person_id=town.saskia, other_id=other.pk)
            assert refused.value.rule == rule
            Person.objects.filter(pk=other.pk).update(secrecy=False, bsn_hash=None, merged_into=None)
        Person.objects.filter(pk=town.saskia).update(bsn_hash=b"y")
        Person.objects.filter(pk=other.pk).update(bsn_hash=b"x")
        with pytest.raises(NotPossible, match=r"merge\.bsn"):
            actions.merge_persons(by=by, person_id=town.saskia, other_id=other.pk)
        with pytest.raises(Person.DoesNotExist):
            actions.merge_persons(by=by, person_id=town.saskia, other_id=town.saskia)


def test_a_residents_account_goes_along_and_back(town: Town) -> None:
    other, by = double(town, apart=True), town.actor("generalist")
    merge = merged(town, Person(pk=town.saskia), kept=other.pk)  # the resident's account is that of the first record
    with acting.acting(by):
        log.read("test", [])
        assert PortalAccount.objects.get().person_id == other.pk
        actions.unmerge_persons(by=by, merge_id=merge.pk)
        assert PortalAccount.objects.get().person_id == town.saskia


def test_the_desk_finds_the_one_who_is_kept(town: Town) -> None:
    other = double(town, apart=True, family_name="Daalen")
    merged(town, other)
    with acting.acting(town.actor("access_worker")):
        found = queries.identify(name="Daalen", birth_date="19860412")
        assert [one.person_id for one in found] == [town.saskia]


# ---------------------------------------------------------------------------------------- compared in the database


@pytest.mark.parametrize(
    "name",
    [
        "Saskia",
        "Şaşkia",
        "'s-Gravenhage",
        "Łukasz",
        "Zoë-Anne",
        "de Vries",
        "Øyvind",
        "Ĳsbrand",
        "Gül",
        "Müller",
        "ßa",
        "J.P.",
    ],
)
def test_a_name_is_compared_in_the_database_as_in_the_rules(town: Town, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_in_order(%s)", [name])
        assert cursor.fetchone()[0] == fold(name)


def test_all_who_are_open_are_compared_at_the_same_number_of_queries(town: Town) -> None:
    """The oldest and the newest of more than five thousand records are found as a pair; pages go on where one ends."""

    def count() -> int:
        with acting.acting(town.actor("generalist")), CaptureQueriesContext(connection) as captured:
            queries.duplicate_candidates()
        return len(captured)

    double(town, apart=True)
    before = count()
    with acting.acting(system("test")), acting.wide("ontschot_register"), connection.cursor() as cursor:
        log.write("test", "person", [])
        cursor.execute("SELECT drawer_id FROM people_person WHERE id = %s", [town.saskia])
        drawer = cursor.fetchone()[0]
        blank = {"drawer_id": drawer, "gender": "V", "source": "reported"}
        Person.objects.bulk_create(
            (
                Person(
                    given_names=f"Naam{n % 5_400}",
                    family_name="Bakker",
                    display_name=f"N {n:05}",
                    sort_name="b",
                    search_name="naam",
                    birth_date=f"19{50 + n % 50}0{1 + n % 9}1{n % 9}" if n % 5_400 else "19700101",
                    **blank,
                )
                for n in range(5_460)
            ),
            batch_size=500,
        )
    assert count() == before
    with acting.acting(town.actor("generalist")):
        first, second = queries.duplicate_candidates(), queries.duplicate_candidates(page=2)
    found = [(pair.one.display_name, pair.other.display_name) for pair in [*first.pairs, *second.pairs]]
    assert ("N 00000", "N 05400") in found
    assert first.more
    assert len(found) == len(set(found)) == 61
