"""What import-linter cannot see: folders explain themselves, references point down, screens hold no rules."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "ontschot"
DOMAIN = ["domain.people", "domain.access", "domain.plans"]
FLOORS = ["foundation", "places", "privacy", "accounts", "writing", *DOMAIN, "web", "config"]


def _modules() -> list[Path]:
    return [p for p in SRC.rglob("*.py") if "migrations" not in p.parts]


def _packages() -> list[Path]:
    return sorted(p.parent for p in _modules() if p.name == "__init__.py")


@pytest.mark.parametrize("folder", _packages(), ids=lambda p: str(p.relative_to(SRC)) or "ontschot")
def test_a_folder_says_in_five_lines_what_it_is(folder: Path) -> None:
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert len([line for line in docstring.splitlines() if line.strip()]) >= 5, f"{folder} does not explain itself"


def test_nothing_is_called_utils() -> None:
    forbidden = {"utils", "helpers", "common", "misc"}
    assert not [p for p in SRC.rglob("*") if p.stem in forbidden]


def _own_models() -> list[type]:
    from django.apps import apps

    return [m for m in apps.get_models() if m.__module__.startswith("ontschot.")]


def test_every_model_says_what_kind_of_data_it_holds() -> None:
    kinds = {"personal", "staff", "reference", "system"}
    for model in _own_models():
        tracked = getattr(model, "pgh_tracked_model", None)
        kind = getattr(tracked or model, "privacy_class", None)
        assert kind in kinds, f"{model} must declare privacy_class"


def test_references_between_models_point_down() -> None:
    def floor(model: type) -> int:
        name = model.__module__.removeprefix("ontschot.")
        return next(i for i, f in enumerate(FLOORS) if name.startswith(f))

    for model in _own_models():
        for field in model._meta.concrete_fields:  # type: ignore[attr-defined]
            target = field.related_model
            if target is not None and target.__module__.startswith("ontschot."):
                assert floor(target) <= floor(model), f"{model.__name__}.{field.name} points up"


def _calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


@pytest.mark.parametrize("path", sorted((SRC / "web").rglob("*.py")), ids=lambda p: str(p.relative_to(SRC)))
def test_screens_do_not_write_or_ask_by_themselves(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not {"objects", "_default_manager"} & attributes, f"{path} asks the database itself"
    assert not {"bulk_create", "get_or_create", "update_or_create"} & set(_calls(tree)), f"{path} writes by itself"


@pytest.mark.parametrize("context", DOMAIN)
def test_deeds_take_keywords_and_an_actor(context: str) -> None:
    module = importlib.import_module(f"ontschot.{context}.actions")
    exported = [getattr(module, name) for name in getattr(module, "__all__", dir(module))]
    deeds = [f for f in exported if inspect.isfunction(f) and hasattr(f, "__wrapped__")]
    assert deeds
    for function in deeds:
        parameters = inspect.signature(function).parameters
        assert "by" in parameters, f"{function.__name__} has no actor"
        assert all(p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in parameters.values()), function.__name__


def test_wide_roles_are_entered_only_where_it_is_meant() -> None:
    """Each place that sees more than its user stands here, with its reason in its own docstring."""
    allowed = {
        "privacy/acting.py",
        "privacy/held.py",
        "privacy/jobs.py",
        "privacy/queries.py",
        "privacy/sealing.py",
        "domain/people/actions/persons.py",
        "domain/people/actions/households.py",
        "domain/people/actions/merging.py",
        "domain/people/actions/accounts.py",
        "domain/people/actions/register.py",
        "domain/people/queries/identification.py",
        "domain/people/queries/stays.py",
        "domain/access/actions.py",
        "domain/access/queries/arrears.py",
        "domain/plans/actions.py",
        "domain/plans/queries/team.py",
        "domain/plans/queries/calendar.py",
        "domain/plans/queries/registration.py",
        "config/demo/work.py",
    }
    found = {
        str(p.relative_to(SRC)) for p in _modules() if "wide(" in p.read_text(encoding="utf-8") and "web" not in p.parts
    }
    places = {place for place in found if not any(place.startswith(a.removesuffix(".py")) for a in allowed)}
    assert not places, f"sees widely without being listed: {places}"
    for path in (SRC / "web").rglob("*.py"):
        assert "wide(" not in path.read_text(encoding="utf-8"), f"{path}: a screen never sees widely"


def test_every_screen_has_a_topic_of_help() -> None:
    """No screen falls back to the general page: who is stuck gets help about what is in front of them."""
    from ontschot.web.help.screens import topic_of
    from ontschot.web.help.topics import TOPICS
    from tests.integration.test_authorisation_matrix import addresses

    topics = {one.name: topic_of(one.name) for one in addresses() if one.screen is not None}
    assert [name for name, topic in topics.items() if topic not in TOPICS or topic == "algemeen"] == []
