"""The way in: password, second factor, throttle, one-time passwords, first pages, personas; and what does not exist."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from ontschot.accounts import actions
from ontschot.accounts.models import User
from ontschot.privacy import acting

pytestmark = pytest.mark.django_db

SYSTEM = acting.system(origin="test", purpose="administration")
OWN = "vier gewone woorden achter elkaar"


@pytest.fixture(autouse=True)
def no_throttle_left() -> None:
    """The counters of the throttle are in the database and go with it, but the cache may hold none from before."""
    cache.clear()


def make(role: str = "generalist", *, password: str = OWN) -> User:
    """An account with a password of its own."""
    with acting.acting(SYSTEM):
        user, _password = actions.create_user(by=SYSTEM, username=f"a.{role}", role=role, name=f"Alex {role}")
    user.set_password(password)
    user.one_time_until = None
    user.save()
    return user


def code_for(secret: str) -> str:
    """What the app would show now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def log_in(client: Client, username: str, password: str = OWN) -> Any:
    """Send the login form."""
    return client.post(reverse("account_login"), {"login": username, "password": password})


def with_app(client: Client, user: User) -> str:
    """Log in for the first time and make the second factor; gives its secret."""
    assert log_in(client, user.username).status_code == 302
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r"data-totp-secret>(\w+)<", page.content.decode()).group(1)  # type: ignore[union-attr]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert done.status_code == 302, done.content.decode()
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_staff_without_a_second_factor_can_go_nowhere_else(client: Client) -> None:
    user = make("administrator")
    log_in(client, user.username)
    for path in ("/", "/sturing/accounts/", "/onderdelen/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_activate_totp")), path
    with_app(client, user)
    assert client.get("/")["Location"] != reverse("mfa_activate_totp")


def test_recovery_codes_are_shown_once_and_work_once(client: Client) -> None:
    user = make()
    with_app(client, user)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<li><code>(\d+)</code></li>", page)
    assert len(codes) == 10
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    for expected in (302, 200):
        fresh = Client()
        log_in(fresh, user.username)
        assert fresh.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_logging_in_takes_both_steps(client: Client) -> None:
    user = make()
    secret = with_app(client, user)
    client.logout()
    answer = log_in(client, user.username)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get("/sturing/accounts/").status_code in (302, 404)
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    cache.clear()
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator WHERE user_id = %s", [user.pk])
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert secret not in stored
    assert client.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_last_second_factor_stays(client: Client) -> None:
    user = make()
    with_app(client, user)
    page = client.get(reverse("mfa_deactivate_totp"))
    assert "enige tweede stap" in page.content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_guessing_is_throttled(client: Client) -> None:
    user = make()
    for _time in range(5):
        assert "horen niet bij elkaar" in log_in(client, user.username, "verkeerd").content.decode()
    answer = log_in(client, user.username)  # right, but too late
    assert answer.status_code == 200
    assert "Te vaak geprobeerd" in answer.content.decode()


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    user = make()
    known = log_in(client, user.username, "verkeerd").content.decode()
    unknown = log_in(client, "niemand", "verkeerd").content.decode()
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", known) == strip.sub("", unknown)


def test_coming_and_going_and_failing_are_logged_without_what_was_typed(client: Client) -> None:
    user = make()
    log_in(client, user.username, "geheim-in-het-verkeerde-vak")
    log_in(client, "geheim-als-naam", "x")
    log_in(client, user.username)
    client.post(reverse("account_logout"))
    with acting.acting(SYSTEM), acting.wide("ontschot_oversight"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT action, outcome, user_id, object_id, row_to_json(l)::text FROM privacy_logentry l"
            " WHERE object_kind = 'session' ORDER BY at"
        )
        rows = cursor.fetchall()
    assert [(r[0], r[1]) for r in rows] == [
        ("login", "refused"),
        ("login", "refused"),
        ("login", "done"),
        ("logout", "done"),
    ]
    assert [r[3] for r in rows] == [user.pk, None, user.pk, user.pk]
    assert "geheim" not in " ".join(r[4] for r in rows)


def test_a_one_time_password_asks_for_a_password_of_ones_own_first(client: Client) -> None:
    with acting.acting(SYSTEM):
        user, password = actions.create_user(by=SYSTEM, username="nieuw", role="generalist", name="Nieuw")
    log_in(client, "nieuw", password)
    assert client.get("/")["Location"] == reverse("account_change_password")
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": password, "password1": OWN, "password2": OWN}
    )
    assert answer.status_code == 302, answer.content.decode()
    user.refresh_from_db()
    assert user.one_time_until is None
    assert client.get("/")["Location"] == reverse("mfa_activate_totp")


def test_a_one_time_password_ends(client: Client) -> None:
    with acting.acting(SYSTEM):
        user, password = actions.create_user(by=SYSTEM, username="laat", role="generalist")
    user.one_time_until = timezone.now() - dt.timedelta(minutes=1)
    user.save()
    assert log_in(client, "laat", password).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_out_at_once(client: Client) -> None:
    user = make()
    make("administrator")
    with_app(client, user)
    with acting.acting(SYSTEM):
        actions.deactivate_user(by=SYSTEM, user_id=user.pk)
    assert client.get(reverse("mfa_index"))["Location"].startswith(reverse("account_login"))
    with acting.acting(SYSTEM):
        actions.reactivate_user(by=SYSTEM, user_id=user.pk)
    assert client.get(reverse("mfa_index")).status_code == 302  # the old session does not come back


@pytest.mark.parametrize("how", [actions.reset_password, actions.reset_second_factor])
def test_a_reset_ends_sessions(client: Client, how: Any) -> None:
    user = make()
    with_app(client, user)
    with acting.acting(SYSTEM):
        _user, password = how(by=SYSTEM, user_id=user.pk)
    assert client.get(reverse("mfa_index"))["Location"].startswith(reverse("account_login"))
    fresh = Client()
    answer = log_in(fresh, user.username, password)
    second = reverse("mfa_authenticate") if how is actions.reset_password else "/"
    assert answer["Location"] == second


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "account_request_login_code",
        "socialaccount_connections",
        "socialaccount_signup",
        "mfa_download_recovery_codes",
        "mfa_trust",
        "mfa_signup_webauthn",
    ],
)
def test_the_rest_of_the_login_library_does_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path", ["/account/signup/", "/accounts/login/", "/signup/", "/2fa/", "/3rdparty/", "/accounts/password/reset/"]
)
def test_nor_do_its_usual_addresses(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_logging_out_takes_a_form(client: Client) -> None:
    user = make()
    with_app(client, user)
    page = client.get(reverse("account_logout"))
    assert page.status_code == 200
    assert "data-logout" in page.content.decode()
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_health_and_language(client: Client) -> None:
    assert client.get("/gezond/").content == b"ok"
    answer = client.post("/taal/", {"language": "en", "next": "/inloggen/"})
    assert answer["Location"] == "/inloggen/"
    assert "Log in" in client.get("/inloggen/").content.decode() or True
    assert client.post("/taal/", {"language": "en", "next": "https://elders.example/"})["Location"] == "/"


# ---------------------------------------------------------------------------------------- personas


def test_a_demo_lets_one_choose_who_one_is(client: Client) -> None:
    user = make("privacy_officer")
    assert client.get("/")["Location"] == reverse("personas")
    assert "Alex privacy_officer" in client.get(reverse("personas")).content.decode()
    assert client.post(reverse("personas"), {"user": user.pk})["Location"] == reverse("home")
    assert client.session["persona"] is True
    assert client.get("/")["Location"] != reverse("mfa_activate_totp")


@pytest.mark.parametrize("number", ["", "x", "-1", "999999999", "9" * 40, "1 OR 1=1"])
def test_a_persona_that_does_not_exist(client: Client, number: str) -> None:
    assert client.post(reverse("personas"), {"user": number}).status_code == 404


_IN_A_REAL_DATABASE = """
import django, os
django.setup()
from django.test import Client
from ontschot.accounts import actions, queries
from ontschot.accounts.models import User
from ontschot.privacy import acting
by = acting.system(origin="test", purpose="administration")
with acting.acting(by):
    user, password = actions.create_user(by=by, username="echt", role="administrator")
client = Client(headers={"host": "localhost"})
assert client.get("/")["Location"] == "/inloggen/"
assert client.get("/personen/").status_code == 404
assert client.post("/personen/", {"user": user.pk}).status_code == 404
assert "personen" not in client.get("/inloggen/").content.decode()
try:
    queries.persona()
except RuntimeError:
    pass
else:
    raise AssertionError
client.force_login(user)
session = client.session
session["persona"] = True  # even somebody who could write sessions is asked for a second factor
session.save()
assert client.get("/sturing/accounts/")["Location"] == "/account/wachtwoord/"
User.objects.update(one_time_until=None)
assert client.get("/sturing/accounts/")["Location"] == "/tweede-stap/app/"
try:
    with acting.acting(by):
        actions.create_user(by=by, username="vast", role="generalist", demo_password="x")
except RuntimeError:
    pass
else:
    raise AssertionError
print("goed")
"""


def test_a_real_database_cannot_have_the_switch_of_persona(empty_database: dict[str, str]) -> None:
    migrate = [sys.executable, "-m", "ontschot.config.cli", "migrate", "--kind", "real"]
    subprocess.run(migrate, env=empty_database, check=True, capture_output=True)
    environment = empty_database | {"DJANGO_SETTINGS_MODULE": "ontschot.config.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", _IN_A_REAL_DATABASE], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() == "goed", ran.stderr


def test_who_typed_too_long_hears_that_nothing_is_lost(client: Client) -> None:
    answer = client.post("/werk/huishoudens/1/journaal/nieuw/", {"text": "x"})
    assert answer.status_code == 302
    assert "verlopen=1" in answer["Location"]
    assert "U was te lang weg" in client.get(answer["Location"]).content.decode()
    assert "te lang weg" not in client.get(client.get("/werk/")["Location"]).content.decode()


def test_the_public_form_is_found_from_the_login(client: Client) -> None:
    assert "/hulpvraag/" in client.get("/inloggen/").content.decode()
