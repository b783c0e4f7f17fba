"""How records are named on the trail: keys, the record they are about, values left out or sealed.

Rooms are named by label, as in :mod:`thuctien.base.policy`, because the ground may not import them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Field, Model

from thuctien.base.fields import SortKeyField
from thuctien.engine.model import TABLES

TABLE_OF: Mapping[str, str] = {
    "catalogue.parameter": "parameters",
    "catalogue.code": "codes",
    "people.unit": "units",
    "people.unitsuccession": "unit_successions",
    "people.post": "posts",
    "people.person": "people",
    "people.sensitivefacts": "sensitive_facts",
    "people.appointment": "appointments",
    "people.rating": "ratings",
    "people.discipline": "disciplines",
    "people.successionplan": "succession_plans",
    "catalogue.qualification": "qualifications",
    "catalogue.inclusion": "inclusions",
    "people.holding": "holdings",
    "catalogue.requirement": "requirements",
    "catalogue.retirementage": "retirement_ages",
    "needs.statedneed": "stated_needs",
    "needs.needrefusal": "need_refusals",
    "catalogue.budget": "budgets",
    "catalogue.programme": "programmes",
    "catalogue.grant": "grants",
    "catalogue.offering": "offerings",
    "catalogue.eligibilityrule": "eligibility_rules",
    "catalogue.module": "modules",
    "catalogue.site": "sites",
    "catalogue.room": "rooms",
    "catalogue.closure": "closures",
    "catalogue.lecturer": "lecturers",
    "catalogue.lecturerabsence": "lecturer_absences",
    "sending.quota": "quotas",
}
"""The models that are tables of a province: their key is the natural one, which outlives a row that
is deleted and comes back, and their columns have names for people."""

ABOUT: Mapping[str, tuple[str, str]] = {
    "people.sensitivefacts": ("people.person", "person_id"),
    "people.appointment": ("people.person", "person_id"),
    "people.holding": ("people.person", "person_id"),
    "people.rating": ("people.person", "person_id"),
    "people.discipline": ("people.person", "person_id"),
    "people.successionplan": ("people.person", "person_id"),
    "people.post": ("people.unit", "unit_id"),
    "people.unitsuccession": ("people.unit", "from_unit_id"),
    "privacy.consent": ("people.person", "person_id"),
    "sending.quota": ("people.unit", "unit_id"),
    "sending.nomination": ("people.person", "person_id"),
    "sending.allotment": ("people.unit", "unit_id"),
    "sending.decision": ("documents.document", "document_id"),
    "sending.unittask": ("people.unit", "unit_id"),
    "sending.plancomment": ("people.unit", "unit_id"),
    "needs.needrefusal": ("people.person", "person_id"),
    "costs.servicecommitment": ("people.person", "person_id"),
    "costs.compensationcase": ("people.person", "person_id"),
    "reports.reportcolumn": ("reports.reportform", "form_id"),
    "base.roleheld": ("base.user", "user_id"),
    "base.delegation": ("base.user", "giver_id"),
}
"""Whose timeline a record is on, where it is not its own: the other model, and the column."""

NOT_KEPT: Mapping[str, frozenset[str]] = {
    "people.person": frozenset({"current_post_id", "current_unit_id"}),
    "people.unit": frozenset({"depth"}),
    "base.user": frozenset({"last_login"}),
}
"""Columns that follow from other records, besides all sort keys."""

SECRET: Mapping[str, frozenset[str]] = {
    "base.user": frozenset({"password"}),
    # It tells who is planned for which office, which not everybody may know who reads a timeline.
    "sending.nomination": frozenset({"checklist"}),
}
"""Columns of which the trail says that they changed, and nothing of what they hold."""


def label_of(model: type[Model]) -> str:
    """Return the name of a model on the trail: «people.person»."""
    return str(model._meta.label_lower)


def kept_fields(model: type[Model]) -> list[Field[object, object]]:
    """Return the fields whose values are on the trail: all but those that follow from others."""
    left_out = NOT_KEPT.get(label_of(model), frozenset())
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, SortKeyField) and field.attname not in left_out
    ]


def key_columns(model: type[Model]) -> tuple[str, ...]:
    """Return the columns that name a record of a model: its natural key, else its primary key."""
    table = TABLE_OF.get(label_of(model))
    return TABLES[table].key if table in TABLES else (model._meta.pk.attname,)


def key_of(record: Model) -> str:
    """Return how a record is named on the trail: the parts of its key, between bars."""
    return joined(getattr(record, column) for column in key_columns(type(record)))


def joined(parts: Iterable[object]) -> str:
    """Return the parts of a key as one text; nothing for an empty part."""
    return "|".join(["" if part is None else str(part) for part in parts])
