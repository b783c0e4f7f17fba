"""Stored people as a list that, taken in again, would change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.conf import settings
from django.db import transaction
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.files import whole_file
from thuctien.base.language import page_language
from thuctien.base.list_export import handed_out
from thuctien.base.lists import AT_ONCE
from thuctien.catalogue.models import Qualification as StoredQualification
from thuctien.engine.model.choices import Measure
from thuctien.engine.sheets import Qualification, Vocabulary, write_people_list
from thuctien.engine.text.personal_number import masked
from thuctien.people.models import Holding, Person

_PEOPLE: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "personal_number": pl.String(),
    "passport_number": pl.String(),
    "full_name": pl.String(),
    "sex": pl.String(),
    "birth_date": pl.Date(),
    "birth_date_precision": pl.String(),
    "unit_id": pl.String(),
    "post_id": pl.String(),
    "post_title": pl.String(),
    "service_from": pl.Date(),
    "note": pl.String(),
}
_HOLDINGS: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "qualification_id": pl.String(),
    "awarded_on": pl.Date(),
    "awarded_on_precision": pl.String(),
    "hours": pl.Float64(),
}


def people_workbook(person_ids: Sequence[str], *, acting_user: ActingUser) -> FileResponse:
    """Return people in the order given as a list to be saved, with what they hold.

    Only those whom the acting user may hand out are in it; numbers are masked, and what the law
    calls sensitive is not in it at all. It is on the trail who took how many. Raises
    ``PermissionDenied``, or ``OSError`` where it cannot be written.
    """
    require(acting_user, Action.EXPORT_PEOPLE)
    people, holdings = _read(person_ids, acting_user)
    with whole_file(Path(settings.RESULTS)) as (handle, _finish):
        write_people_list(
            people,
            handle.name,
            _vocabulary(),
            holdings=holdings,
            language=page_language(),
        )
        answer = handed_out(Path(handle.name), _("People"))
    record(
        "intake.people.export",
        acting_user=acting_user,
        object_type="people.person",
        after={"people": people.height, "day": timezone.localdate().isoformat()},
    )
    return answer


@transaction.atomic
def _read(person_ids: Sequence[str], acting_user: ActingUser) -> tuple[pl.DataFrame, pl.DataFrame]:
    mine = visible(Person.objects.all(), acting_user=acting_user, action=Action.EXPORT_PEOPLE)
    found: dict[str, tuple[object, ...]] = {}
    held: list[tuple[object, ...]] = []
    for start in range(0, len(person_ids), AT_ONCE):
        part = person_ids[start : start + AT_ONCE]
        rows = mine.filter(pk__in=part).select_related("current_post")
        found.update((person.pk, _row(person)) for person in rows)
        of_part = unscoped(
            Holding.objects.filter(person__in=[code for code in part if code in found]),
            reason="of people found just before",
        )
        held += of_part.order_by("pk").values_list(*_HOLDINGS)
    ordered = [found[code] for code in person_ids if code in found]
    return (
        pl.DataFrame(ordered, schema=_PEOPLE, orient="row"),
        pl.DataFrame(held, schema=_HOLDINGS, orient="row"),
    )


def _row(person: Person) -> tuple[object, ...]:
    post = person.current_post
    return (
        person.pk,
        masked(person.personal_number) or None,
        masked(person.passport_number) or None,
        person.full_name,
        person.sex,
        person.birth_date,
        person.birth_date_precision,
        person.current_unit_id,
        post.pk if post else None,
        post.title if post else None,
        person.service_from,
        person.note or None,
    )


def _vocabulary() -> Vocabulary:
    """Return the names of qualifications, for the headings; units and posts stay codes.

    Several units have one name, and whoever takes the list in may know only some of them.
    """
    return Vocabulary(
        qualifications={
            code: Qualification(name, kind, Measure(measure))
            for code, name, kind, measure in StoredQualification.objects.values_list(
                "qualification_id", "name", "kind", "measure"
            )
        }
    )
