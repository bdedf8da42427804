"""`ontschot demo`: built once, kept, and made anew only when asked."""

from pathlib import Path

from .conftest import Ontschot

FEW = ("demo", "--build-only", "--json", "--households", "2")
ROLES = {
    "access_worker",
    "generalist",
    "team_leader",
    "partner",
    "policy_officer",
    "privacy_officer",
    "administrator",
    "resident",
}


def test_it_is_built_once_and_gives_a_login_for_each_role(ontschot: Ontschot, data_folder: Path) -> None:
    built = ontschot("--data", data_folder, *FEW)
    assert built.code == 0, built.err
    assert {login["role"] for login in built.summary["logins"]} == ROLES
    assert built.summary["kind"] == "demo"
    keys = (data_folder / "secrets.json").read_text()

    again = ontschot("--data", data_folder, *FEW)
    assert again.code == 0, again.err
    assert again.summary["logins"] == built.summary["logins"]
    assert (data_folder / "secrets.json").read_text() == keys
    assert ontschot("--data", data_folder, "doctor").code == 0

    (data_folder / "demo.json").unlink()  # as when building was broken off
    fresh = ontschot("--data", data_folder, *FEW)
    assert fresh.code == 0, fresh.err
    assert fresh.summary["persons"] == built.summary["persons"]
    assert (data_folder / "secrets.json").read_text() != keys
