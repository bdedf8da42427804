"""The test ground itself: who the tests are in the database, and that they leave nothing behind."""

import pytest
from django.db import connection

from ontschot.foundation.models import ClientRequest, Installation

KEY = "6a9f0c1e-8a9d-4a8e-9f5e-0c1d2e3f4a5b"


@pytest.mark.django_db
def test_tests_work_as_the_application_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("ontschot_app", False)


@pytest.mark.django_db
def test_the_database_is_a_demo() -> None:
    assert Installation.objects.get().kind == "demo"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(time: int) -> None:
    assert not ClientRequest.objects.exists()
    ClientRequest.objects.create(key=KEY, deed="test")


@pytest.mark.django_db
def test_reference_data_survives_such_a_test() -> None:
    assert not ClientRequest.objects.exists()
    assert Installation.objects.exists()
