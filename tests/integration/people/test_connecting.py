"""A resident's login: the code they see, who types it, what it opens, and taking it back."""

from __future__ import annotations

import datetime as dt
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.test import RequestFactory
from django.urls import reverse

from ontschot.accounts import connecting
from ontschot.accounts.models import PendingResident, User
from ontschot.accounts.queries import resident_by_subject
from ontschot.domain.people import actions as people
from ontschot.domain.people import queries
from ontschot.domain.people.models import Person, PortalAccount
from ontschot.privacy import acting, log
from ontschot.privacy.queries import own_persons
from ontschot.web.entrance.residents import Adapter
from tests.town import Town, browser


def _connect(town: Town, person_id: int, code: str) -> PortalAccount:
    by: Any = town.actor("generalist")
    with acting.acting(by):
        return people.connect_by_code(by=by, person_id=person_id, code=code)


def test_from_the_first_login_to_the_own_plan(town: Town) -> None:
    login = SimpleNamespace(account=SimpleNamespace(uid="jeffrey@broker"))
    with pytest.raises(ImmediateHttpResponse) as answer:
        Adapter().pre_social_login(RequestFactory().get("/"), login)
    page = answer.value.response.content.decode()
    code = page.split('class="reference">')[1][:9]
    assert answer.value.response.status_code == 403
    address = reverse("workplace:login_connect", args=[town.jeffrey])
    wrong = browser(town, "generalist").post(address, {"code": "aaaa-aaaa", "request_id": str(uuid.uuid4())})
    assert wrong.status_code == 422
    assert "kennen wij niet" in wrong.content.decode()
    sent = {"code": f" {code.upper()} ", "request_id": str(uuid.uuid4())}
    for _time in range(2):
        assert browser(town, "generalist").post(address, sent).status_code == 302
    user = resident_by_subject("jeffrey@broker")
    assert user is not None
    assert (user.name, user.email, user.has_usable_password()) == ("", "", False)
    with acting.acting(acting.Actor(user.pk, "resident", "own_data", "test")):
        assert own_persons() == [town.jeffrey]
        assert [home.pk for home in queries.own_households()] == [town.household]
    assert (
        "leest zelf mee"
        in browser(town, "generalist").get(reverse("workplace:person", args=[town.jeffrey])).content.decode()
    )


def test_a_code_works_once_and_a_newer_one_ends_it(town: Town) -> None:
    first, second = connecting.new_code("x"), connecting.new_code("x")
    with pytest.raises(people.CannotConnect, match=r"code\.unknown"):
        _connect(town, town.jeffrey, first)
    _connect(town, town.jeffrey, second)
    with pytest.raises(people.CannotConnect, match=r"code\.unknown"):
        _connect(town, town.amanda, second)


def test_an_old_code_does_not_work_and_is_forgotten(town: Town) -> None:
    code = connecting.new_code("x")
    PendingResident.objects.update(made_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(people.CannotConnect, match=r"code\.unknown"):
        _connect(town, town.jeffrey, code)
    assert connecting.forget_old() == 1


def test_who_cannot_be_connected(town: Town) -> None:
    with pytest.raises(people.CannotConnect, match=r"person\.connected"):
        _connect(town, town.saskia, connecting.new_code("x"))
    with acting.acting(acting.system("test")), acting.wide("ontschot_register"):
        Person.objects.filter(pk=town.jeffrey).update(birth_date="20200101")
        Person.objects.filter(pk=town.amanda).update(death_date="20260101")
        log.write("test", "person", [])
    with pytest.raises(people.CannotConnect, match=r"person\.young"):
        _connect(town, town.jeffrey, connecting.new_code("x"))
    with pytest.raises(people.CannotConnect, match=r"person\.dead"):
        _connect(town, town.amanda, connecting.new_code("x"))
    with pytest.raises(Person.DoesNotExist):  # not open to this worker
        _connect(town, town.stranger, connecting.new_code("x"))
    by: Any = town.actor("partner")
    with acting.acting(by), pytest.raises(PermissionError):
        people.connect_by_code(by=by, person_id=town.jeffrey, code=connecting.CODE_DAYS and "x")
    assert User.objects.filter(role="resident").count() == 1


def test_taking_it_back_closes_at_once_and_it_can_be_given_again(town: Town) -> None:
    code = connecting.new_code("x")
    user_id = _connect(town, town.jeffrey, code).user_id
    address = reverse("workplace:login_disconnect", args=[town.jeffrey])
    assert browser(town, "generalist").post(address, {"request_id": str(uuid.uuid4())}).status_code == 302
    assert resident_by_subject("x") is None
    with acting.acting(acting.Actor(user_id, "resident", "own_data", "test")):
        assert own_persons() == []
        log.read("test", [])
        assert list(Person.objects.all()) == []
    assert browser(town, "generalist").post(address, {"request_id": str(uuid.uuid4())}).status_code == 422
    assert _connect(town, town.jeffrey, connecting.new_code("x")).user_id == user_id
    assert resident_by_subject("x") is not None
