"""Addresses of databases: read from a URL, written as one, and never showing a password."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontschot.foundation.database_address import Address, AddressError, data_dir, from_environment

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


@given(
    host=st.sampled_from(["localhost", "db.example.nl", "::1", "/run/my folder/socket"]),
    user=WORDS,
    name=WORDS.filter(lambda text: not text.startswith("/")),
    password=WORDS,
    port=st.integers(1, 65535),
)
def test_written_and_read_again_it_is_the_same(host: str, user: str, name: str, password: str, port: int) -> None:
    address = Address(host=host, user=user, name=name, port=port, password=password, options=(("sslmode", "require"),))
    assert Address.from_url(address.url()) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mysql://a:secret@b/c",
        "postgresql://host/name",
        "postgresql://a:secret@b:port/c",
        "postgresql://a:secret@b/",
    ],
)
def test_what_is_no_address_is_refused_without_the_password(url: str) -> None:
    with pytest.raises(AddressError, match="DATABASE_URL") as refused:
        Address.from_url(url)
    assert "secret" not in str(refused.value)


def test_the_password_is_not_printed() -> None:
    assert "secret" not in repr(Address.from_url("postgresql://a:secret@b/c"))


def test_options_reach_django_and_libpq() -> None:
    address = Address.from_url("postgresql://a:b@c:1234/d?sslmode=verify-full")
    assert address.as_django()["OPTIONS"] == {"sslmode": "verify-full"}
    assert address.environment()["PGSSLMODE"] == "verify-full"
    assert "sslmode=verify-full" in address.conninfo()


def test_an_owner_without_an_application_is_a_mistake() -> None:
    with pytest.raises(AddressError, match="Set both"):
        from_environment({"DATABASE_OWNER_URL": "postgresql://a:b@c/d"})


def test_without_addresses_it_is_the_database_in_the_data_folder(tmp_path: Path) -> None:
    found = from_environment({"ONTSCHOT_DATA": str(tmp_path)})
    assert found.embedded
    assert found.app.user == "ontschot_app"
    assert found.admin is not None
    assert found.admin.user != found.app.user
    assert found.app.host.startswith("/")


def test_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_dir({}) == tmp_path / ".data" / "run"
    assert data_dir({"ONTSCHOT_DATA": "elsewhere"}) == tmp_path / "elsewhere"
