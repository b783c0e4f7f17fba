"""Write the lines of a survey from the computed needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from thuctien.base.access import unscoped
from thuctien.base.lists import AT_ONCE
from thuctien.base.rows import insert_rows, refresh_statistics
from thuctien.catalogue.models import Grant
from thuctien.engine.model.choices import Binding
from thuctien.engine.needs.result import Force
from thuctien.needs.models import Need
from thuctien.sending.models import Round, SurveyLine
from thuctien.sending.selectors.agencies import find_agencies

_COLUMNS = (
    "round_id",
    "unit_id",
    "person_id",
    "qualification_id",
    "programme_id",
    "is_mandatory",
    "force",
    "due_on",
)
_STRENGTH = {force.value: number for number, force in enumerate(Force)}
_REASON = "the survey asks every agency about its own people"

Strongest = tuple[int, date | None, bool, str]


@transaction.atomic
def ask_survey(round_: Round) -> int:
    """Bring the lines of a round's survey up to the current needs; return how many there are.

    Asked is about people in a post who need, within the horizon of the needs, what a programme of
    the round leads to; hours that any course adds to are no question. Lines that were answered
    stay, whatever the needs say now; others go where the need is gone. Called in the act of who
    opens the survey, which writes the trail.
    """
    leads_to = programme_of_qualification(round_)
    wanted = _needed(leads_to)
    lines = unscoped(SurveyLine.objects.filter(round=round_), reason=_REASON)
    known = {
        (person, what): pk
        for pk, person, what in lines.values_list("pk", "person_id", "qualification_id")
    }
    gone = [pk for pair, pk in known.items() if pair not in wanted]
    for start in range(0, len(gone), AT_ONCE):
        some = SurveyLine.objects.filter(pk__in=gone[start : start + AT_ONCE], reply=None)
        unscoped(some, reason=_REASON).delete()
    insert_rows(SurveyLine, _COLUMNS, _new_lines(round_, wanted, leads_to, set(known)))
    refresh_statistics(SurveyLine)
    return lines.count()


def programme_of_qualification(round_: Round) -> dict[str, str]:
    """Return by qualification the programme of a round that leads to it; of several the first."""
    rows = Grant.objects.filter(programme__rounds=round_, hours=None).order_by("-programme")
    return dict(rows.values_list("qualification_id", "programme_id"))


def _needed(leads_to: dict[str, str]) -> dict[tuple[str, str], tuple[str, Strongest]]:
    """Return by person and qualification where the person works and the strongest need of it."""
    rows = Need.objects.filter(run__is_current=True, qualification__in=list(leads_to)).exclude(
        force=Force.LATER
    )
    found: dict[tuple[str, str], tuple[str, Strongest]] = {}
    columns = (
        "person_id",
        "qualification_id",
        "person__current_unit",
        "force",
        "due_on",
        "binding",
    )
    for person, what, unit, force, due_on, binding in unscoped(rows, reason=_REASON).values_list(
        *columns
    ):
        if unit is None:
            continue
        need = (_STRENGTH[force], due_on, binding == Binding.MANDATORY, force)
        known = found.get((person, what))
        if known is None or _pressing(need) < _pressing(known[1]):
            found[person, what] = (unit, need)
    return found


def _pressing(need: Strongest) -> tuple[int, date]:
    return need[0], need[1] or date.max


def _new_lines(
    round_: Round,
    wanted: dict[tuple[str, str], tuple[str, Strongest]],
    leads_to: dict[str, str],
    there: set[tuple[str, str]],
) -> Iterator[tuple[object, ...]]:
    agency_of = find_agencies().of_unit
    return (
        (round_.pk, agency_of[unit], person, what, leads_to[what], mandatory, force, due_on)
        for (person, what), (unit, (_rank, due_on, mandatory, force)) in sorted(wanted.items())
        if (person, what) not in there
    )
