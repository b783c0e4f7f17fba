"""The policy speaks of every model and every action, and nothing in it leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import ForeignKey, Model
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from thuctien.base.guard import GuardedManager
from thuctien.base.models import User
from thuctien.base.policy import EVERY_ACCOUNT, GRANTS, SCOPES, Action, Reach, Role
from thuctien.catalogue.models import Lecturer
from thuctien.people.models import Person, Unit
from thuctien.sending.models import Turn
from thuctien.settings import PACKAGE

MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("thuctien.") and model._meta.managed
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_the_policy_speaks_of_every_model(model: type[Model]) -> None:
    assert model._meta.label_lower in SCOPES, "add its line to SCOPES in base/policy/"


def test_the_policy_speaks_of_no_model_that_is_not_there() -> None:
    assert set(SCOPES) <= {model._meta.label_lower for model in MODELS}


def _lookups() -> Iterator[tuple[str, str, type[Model]]]:
    for label, scope in SCOPES.items():
        yield from ((label, lookup, Unit) for lookup in scope.unit)
        yield from ((label, lookup, User) for lookup in scope.user)
        for lookup, target in (
            (scope.person, Person),
            (scope.turn, Turn),
            (scope.lecturer, Lecturer),
        ):
            if lookup is not None:
                yield label, lookup, target


@pytest.mark.parametrize(("label", "lookup", "target"), list(_lookups()))
def test_every_way_of_the_policy_leads_to_what_it_says(
    label: str, lookup: str, target: type[Model]
) -> None:
    model: type[Model] = apps.get_model(label)
    for step in filter(None, lookup.split(LOOKUP_SEP)):
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)
        model = related
    assert model is target


def _leads_to_a_person(model: type[Model]) -> bool:
    return model is Person or any(
        isinstance(field, ForeignKey) and field.related_model is Person
        for field in model._meta.get_fields()
    )


ABOUT_ACCOUNTS = {"base.user"}
"""An account knows whose it is; it is the account's own row, and opens by READ_ACCOUNT."""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_rows_about_a_person_are_guarded(model: type[Model]) -> None:
    scope = SCOPES[model._meta.label_lower]
    if _leads_to_a_person(model) and model._meta.label_lower not in ABOUT_ACCOUNTS:
        assert scope.personal, "say personal=True in its scope"
    assert isinstance(model._default_manager, GuardedManager) is scope.personal


@pytest.mark.parametrize("action", Action)
def test_every_action_is_given_to_somebody_and_asked_somewhere(action: Action) -> None:
    granted = {given for grants in (*GRANTS.values(), EVERY_ACCOUNT) for given in grants}
    assert action in granted
    asked = f"Action.{action.name}"
    policy = PACKAGE / "base" / "policy"
    read = {scope.read for scope in SCOPES.values()}
    assert action in read or any(
        asked in file.read_text() for file in PACKAGE.rglob("*.py") if policy not in file.parents
    )


def test_every_role_has_grants_and_none_but_the_known_ones_reach_everywhere() -> None:
    assert set(GRANTS) == set(Role)
    everywhere = {
        action
        for grants in GRANTS.values()
        for action, reach in grants.items()
        if reach is Reach.EVERYWHERE
    }
    assert everywhere == {Action.READ_PUBLISHED, Action.READ_PLAN}


def _forgetful(_request: object) -> HttpResponse:
    return HttpResponse("opened")


@pytest.mark.django_db
def test_a_view_without_a_rule_opens_for_nobody(
    client: Client, officer: User, settings: Settings
) -> None:
    addresses = ModuleType("addresses")
    addresses.urlpatterns = [path("forgotten/", _forgetful, name="forgotten")]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = addresses
    client.force_login(officer)
    with pytest.raises(ImproperlyConfigured, match="forgotten"):
        client.get("/forgotten/")
