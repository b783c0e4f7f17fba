"""What an installation of before has on record goes over: drafts are no longer for others."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from tests.documents.builders import make_body, make_draft, make_numbered, make_unit
from thuctien.documents.models import Concern, Document

pytestmark = pytest.mark.django_db
migration = import_module("thuctien.documents.migrations.0005_drafts_are_for_their_body")


def test_units_of_drafts_are_noted_and_no_longer_read_them() -> None:
    body = make_body()
    for code in ("STC", "SYT"):
        make_unit(code, code)
    draft, numbered = make_draft(body), make_numbered(body, concerns=["STC"])
    for code in ("SYT", "STC"):
        Concern.objects.create(document=draft, unit_id=code)
    migration.note_on_documents(apps, None)
    assert Document.objects.get(pk=draft.pk).concerned_units == ["STC", "SYT"]
    assert Document.objects.get(pk=numbered.pk).concerned_units == ["STC"]
    assert list(Concern.objects.values_list("document", "unit")) == [(numbered.pk, "STC")]
    migration.let_them_read(apps, None)
    assert draft.concerns.count() == 2
