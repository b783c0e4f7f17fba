"""Reads lists that were handed in, as rows of the database."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.dated import holds_on
from thuctien.base.models import Job
from thuctien.intake.models import (
    Correction,
    Decision,
    ImportState,
    KnownForm,
    ListImport,
    PersonMerge,
    PersonPair,
    Verdict,
)
from thuctien.people.models import Person, Unit


def lists(*, acting_user: ActingUser) -> QuerySet[ListImport]:
    """Return the lists that the acting user may work on, newest first, with unit and sender."""
    rows = ListImport.objects.select_related("unit", "created_by")
    return visible(rows, acting_user=acting_user).order_by("-created_at", "-pk")


def waiting_imports(acting_user: ActingUser) -> QuerySet[ListImport]:
    """Return the lists that wait for the acting user: read, but neither taken in nor withdrawn.

    For the page of what waits for somebody; oldest first. ``counts`` says how many faults and
    undecided pairs each has.
    """
    waiting = lists(acting_user=acting_user).filter(state=ImportState.REVIEW)
    return waiting.order_by("created_at", "pk")


def units_to_send_for(*, acting_user: ActingUser) -> QuerySet[Unit]:
    """Return the units for which the acting user may hand lists in, from the top down."""
    there = Unit.objects.filter(holds_on(timezone.localdate()))
    return visible(there, acting_user=acting_user, action=Action.IMPORT_PEOPLE).order_by("path")


def last_job_of(list_import: ListImport) -> Job | None:
    """Return the last job on a list, whatever became of it."""
    return Job.objects.filter(key=list_import.job_key).order_by("-pk").first()


def corrections(list_import: ListImport, *, acting_user: ActingUser) -> QuerySet[Correction]:
    """Return every correction of a list, the latest first, with who made it."""
    rows = Correction.objects.filter(list_import=list_import).select_related("corrected_by")
    return visible(rows, acting_user=acting_user).order_by("-pk")


def decisions_of(list_import: ListImport) -> dict[tuple[str, int, str], Decision]:
    """Return what was decided about the pairs of a list, by sheet, row and rival."""
    rows = Decision.objects.filter(list_import=list_import).select_related("decided_by")
    return {(d.sheet, d.row, d.rival): d for d in rows}


def known_forms(*, acting_user: ActingUser) -> QuerySet[KnownForm]:
    """Return the forms that are remembered of the acting user's units."""
    rows = KnownForm.objects.select_related("unit", "confirmed_by")
    return visible(rows, acting_user=acting_user).order_by("unit__path", "-confirmed_at")


def person_pairs(*, acting_user: ActingUser, decided: bool = False) -> QuerySet[PersonPair]:
    """Return stored people who may be one, both within reach, the likeliest first.

    By default those about which nothing was decided, or which were put off.
    """
    mine = visible(Person.objects.all(), acting_user=acting_user, action=Action.MERGE_PEOPLE)
    rows = PersonPair.objects.filter(second__in=mine.values("pk")).select_related(
        "first__current_unit", "second__current_unit", "decided_by"
    )
    waiting = Q(verdict__in=("", Verdict.LATER))
    rows = rows.filter(~waiting if decided else waiting)
    return visible(rows, acting_user=acting_user).order_by("-score", "first_id", "second_id")


def merges(*, acting_user: ActingUser) -> QuerySet[PersonMerge]:
    """Return the merges of the acting user's units, the latest first."""
    rows = PersonMerge.objects.select_related("unit", "merged_by").defer("before", "after")
    return visible(rows, acting_user=acting_user).order_by("-merged_at", "-pk")
