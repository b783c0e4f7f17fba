"""What is stored of the people that a list may be about, as frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

import polars as pl
from django.db.models import Max, Model, Q, QuerySet

from thuctien.base.access import Action, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import AT_ONCE
from thuctien.base.sealing import sealings
from thuctien.intake.checking.vocabulary import posts_below
from thuctien.people.models import Appointment, Holding, Person, SensitiveFacts, Unit

Row = TypeVar("Row", bound=Model)

_TAKEN = "only that a code or number is taken is told"

PEOPLE: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "full_name": pl.String(),
    "sex": pl.String(),
    "birth_date": pl.Date(),
    "birth_date_precision": pl.String(),
    "service_from": pl.Date(),
    "note": pl.String(),
    "personal_number": pl.String(),
    "passport_number": pl.String(),
    "unit_id": pl.String(),
    "erased_on": pl.Date(),
}
APPOINTMENTS: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "post_id": pl.String(),
    "valid_from": pl.Date(),
    "pk": pl.Int64(),
}
HOLDINGS: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "qualification_id": pl.String(),
    "awarded_on": pl.Date(),
    "awarded_on_precision": pl.String(),
    "hours": pl.Float64(),
    "pk": pl.Int64(),
}
SENSITIVE: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "ethnic_group": pl.String(),
    "religion": pl.String(),
    "party_joined_on": pl.String(),
}
POSTS: dict[str, pl.DataType] = {
    "post_id": pl.String(),
    "unit_id": pl.String(),
    "title": pl.String(),
    "rank": pl.String(),
    "leadership_level": pl.String(),
}


@dataclass(frozen=True, slots=True)
class Stored:
    """People, and what they hold and are; ``within`` says who belongs to the units of the list.

    ``people`` has the columns :data:`PEOPLE` and ``within``; null stands for every empty text.
    ``appointments`` are those in force on the day of the list; ``later`` the last day on which
    one begins, by person.
    """

    people: pl.DataFrame
    appointments: pl.DataFrame
    later: pl.DataFrame
    holdings: pl.DataFrame
    sensitive: pl.DataFrame
    posts: pl.DataFrame


def load_stored(
    unit: Unit,
    on: date,
    codes: Iterable[str],
    numbers: Iterable[str],
    *,
    acting_user: ActingUser,
    sensitive: bool,
) -> Stored:
    """Return everybody of ``unit`` and the units below it, and whom ``codes`` and ``numbers`` name.

    Posts, holdings and sensitive facts are read of those named by code only. ``unit`` is one that
    the acting user may take lists in for. Who is in no unit now belongs to whoever may see them; of
    people elsewhere nothing may be shown but that their code or number is taken.
    """
    mine = visible(Person.objects.all(), acting_user=acting_user, action=Action.IMPORT_PEOPLE)
    within = _people(mine.filter(current_unit__path__startswith=unit.path))
    named = set(codes)
    missing = named - set(within["person_id"])
    nowhere = [_people(mine.filter(current_unit=None, pk__in=part)) for part in _parts(missing)]
    within = pl.concat([within, *nowhere])
    sealed = {
        str(s)
        for number in set(numbers) - set(within["personal_number"])
        if number
        for s in sealings(number)
    }
    outside = [
        _people(unscoped(Person.objects.filter(condition), reason=_TAKEN))
        for condition in (
            *(Q(person_id__in=part) for part in _parts(missing)),
            *(Q(personal_number__in=part) for part in _parts(sealed)),
        )
    ]
    people = pl.concat(
        [
            within.with_columns(within=pl.lit(value=True)),
            *(part.with_columns(within=pl.lit(value=False)) for part in outside),
        ]
    ).unique("person_id", keep="first", maintain_order=True)
    ids = [code for code in people["person_id"] if code in named]
    return Stored(
        people=people,
        appointments=_appointments(ids, on),
        later=_later(ids, on),
        holdings=_holdings(ids),
        sensitive=_sensitive(ids) if sensitive else pl.DataFrame(schema=SENSITIVE),
        posts=_frame(POSTS, posts_below(unit, on).order_by("post_id").values_list(*POSTS)),
    )


def _of_found(rows: QuerySet[Row]) -> QuerySet[Row]:
    return unscoped(rows, reason="of people found just before")


def _people(rows: QuerySet[Person]) -> pl.DataFrame:
    """Return people in the order of their codes, the one of the current unit as ``unit_id``."""
    names = [name if name != "unit_id" else "current_unit_id" for name in PEOPLE]
    return _frame(PEOPLE, rows.order_by("person_id").values_list(*names))


def _appointments(ids: Sequence[str], on: date) -> pl.DataFrame:
    rows = (
        _of_found(
            Appointment.objects.filter(
                Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on, person__in=part
            )
        ).values_list(*APPOINTMENTS)
        for part in _parts(ids)
    )
    return _frames(APPOINTMENTS, rows).sort(
        "valid_from", "post_id", descending=[True, False], maintain_order=True
    )


def _later(ids: Sequence[str], on: date) -> pl.DataFrame:
    """Return the latest beginning of people who begin a post on that day or later."""
    rows = (
        _of_found(Appointment.objects.filter(valid_from__gte=on, person__in=part))
        .order_by()
        .values_list("person_id")
        .annotate(Max("valid_from"))
        for part in _parts(ids)
    )
    return _frames({"person_id": pl.String(), "day": pl.Date()}, rows)


def _holdings(ids: Sequence[str]) -> pl.DataFrame:
    rows = (
        _of_found(Holding.objects.filter(person__in=part)).order_by("pk").values_list(*HOLDINGS)
        for part in _parts(ids)
    )
    return _frames(HOLDINGS, rows)


def _sensitive(ids: Sequence[str]) -> pl.DataFrame:
    rows = (
        (
            (person, ethnic_group, religion, joined and str(joined))
            for person, ethnic_group, religion, joined in _of_found(
                SensitiveFacts.objects.filter(person__in=part)
            ).values_list("person_id", "ethnic_group", "religion", "party_joined_on")
        )
        for part in _parts(ids)
    )
    return _frames(SENSITIVE, rows)


def _frames(schema: dict[str, pl.DataType], parts: Iterable[Iterable[object]]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=schema), *(_frame(schema, part) for part in parts)])


def _frame(schema: dict[str, pl.DataType], rows: Iterable[object]) -> pl.DataFrame:
    """Return rows as a frame with null for every empty text."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    frame = pl.DataFrame(
        [
            pl.Series(name, values, dtype=dtype, strict=False)
            for (name, dtype), values in zip(schema.items(), columns, strict=True)
        ]
    )
    return frame.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
        for name, dtype in schema.items()
        if dtype == pl.String
    )


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(values if isinstance(values, list) else sorted(values))
    while part := list(islice(rest, AT_ONCE)):
        yield part
