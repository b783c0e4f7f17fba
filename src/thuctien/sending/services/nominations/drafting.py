"""Agencies put people forward: one by one, many at once, or all whom the plan proposes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.dated import holds_on
from thuctien.people.models import Person, Unit
from thuctien.sending.models import Nomination, OfferedClass, Turn
from thuctien.sending.models.states import OPEN_NOMINATIONS, NominationState, Verdict
from thuctien.sending.nomination_wording import conflict_phrase
from thuctien.sending.refusals import RefusedError
from thuctien.sending.selectors.agencies import agency_of
from thuctien.sending.services.nominations.acts import (
    Act,
    acting_on,
    ask_for,
    classes_of,
    need_state,
)
from thuctien.sending.services.nominations.assessing import Finding, find, findings_for
from thuctien.sending.services.nominations.telling import to_province
from thuctien.sending.services.nominations.waiting import need_time


def nominate(
    offered: OfferedClass,
    person_ids: Sequence[str],
    *,
    acting_user: ActingUser,
    reason: str = "",
    reasons: dict[str, str] | None = None,
) -> list[Nomination]:
    """Put people forward for a class as drafts of their agency, each with its checklist.

    ``reason`` says why, ``reasons`` the same for single people; needed where no need is on record.
    Raises ``PermissionDenied`` where one is not the acting user's to nominate, and
    :class:`RefusedError` where one is nominated already or the class takes nobody any more.
    """
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        raise RefusedError("nobody")
    people = _people(wanted, acting_user)
    action = "sending.nomination.draft"
    with acting_on([offered], action, acting_user=acting_user, people=wanted) as act:
        locked = act.offers[offered.pk]
        need_time(locked, act.today)
        known = _nominated(act, locked)
        for person in people:
            if person.pk in known:
                raise RefusedError("nominated_already", name=person.full_name)
        said = reasons or {}
        return _draft(act, locked, people, {p.pk: said.get(p.pk, reason) for p in people})


def nominate_from_plan(
    offered: OfferedClass, unit: Unit, *, acting_user: ActingUser
) -> list[Nomination]:
    """Put forward everybody of a unit, and of all below it, whom the plan sends to a class.

    Who is nominated for it already is left as it is. Raises ``PermissionDenied``, and
    :class:`RefusedError` where the class is not of the plan.
    """
    if offered.planned_class_id is None:
        raise RefusedError("no_plan", class_id=offered.class_id)
    turns = visible(
        Turn.objects.filter(
            planned_class=offered.planned_class_id, person__current_unit__path__startswith=unit.path
        ),
        acting_user=acting_user,
        action=Action.NOMINATE,
    )
    wanted = list(turns.order_by("person").values_list("person", flat=True))
    people = _people(wanted, acting_user)
    action = "sending.nomination.draft"
    with acting_on([offered], action, acting_user=acting_user, people=wanted) as act:
        locked = act.offers[offered.pk]
        need_time(locked, act.today)
        known = _nominated(act, locked)
        new = [person for person in people if person.pk not in known]
        return _draft(act, locked, new, {}, from_plan=True)


def submit(
    nominations: Iterable[Nomination],
    *,
    acting_user: ActingUser,
    reasons: dict[int, str] | None = None,
) -> tuple[list[Nomination], list[RefusedError]]:
    """Hand drafts in; return those that went in, and why others did not.

    Each is assessed anew for the day on which its class starts. ``reasons`` are by nomination.
    Raises ``PermissionDenied``, and the :class:`RefusedError` itself where it is but one.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.NOMINATE, acting_user=acting_user)
    refused: list[RefusedError] = []
    with acting_on(classes_of(rows), "sending.nomination.submit", acting_user=acting_user) as act:
        fresh = act.nominations(keys)
        found = findings_for(act, [r for r in fresh if r.state == NominationState.DRAFT])
        submitted: list[Nomination] = []
        for row in fresh:
            row.reason = (reasons or {}).get(row.pk, row.reason)
            try:
                _may_be_submitted(act, row, found.get(row.pk))
            except RefusedError as refusal:
                refused.append(refusal)
                continue
            act.move(row, NominationState.SUBMITTED)
            row.submitted_at = act.now
            submitted.append(row)
        if not submitted and len(keys) == 1:
            raise refused[0]
        for offered in {row.offered_class for row in submitted}:
            count = sum(row.offered_class == offered for row in submitted)
            act.tell(to_province(offered, "nomination.submitted", count=count))
    return submitted, refused


def agencies_of(people: Iterable[Person]) -> dict[str, str]:
    """Return by person the code of the agency that they belong to today; one query."""
    today = timezone.localdate()
    in_force = frozenset(Unit.objects.filter(holds_on(today)).values_list("pk", flat=True))
    return {
        person.pk: agency_of(person.current_unit.path, in_force)
        for person in people
        if person.current_unit is not None
    }


def new_nomination(
    offered: OfferedClass, person: Person, agency: str, finding: Finding, act: Act
) -> Nomination:
    """Return a nomination of an agency that is not stored yet, with what was found for it."""
    return Nomination(
        offered_class=offered,
        person=person,
        unit_id=agency,
        allotment=finding.allotment,
        answers=finding.answers,
        verdict=finding.verdict,
        checklist=finding.checklist,
        conflicts=finding.conflicts,
        assessed_on=offered.starts_on,
        created_at=act.now,
    )


def _draft(
    act: Act,
    offered: OfferedClass,
    people: Sequence[Person],
    reasons: dict[str, str],
    *,
    from_plan: bool = False,
) -> list[Nomination]:
    if not people:
        return []
    found, agencies = find(offered, people), agencies_of(people)
    rows = []
    for person in people:
        row = new_nomination(offered, person, agencies[person.pk], found[person.pk], act)
        row.reason, row.from_plan = reasons.get(person.pk, "").strip(), from_plan
        rows.append(row)
    return act.create(rows)


def _people(person_ids: Sequence[str], acting_user: ActingUser) -> list[Person]:
    """Return people in the order of their codes; raises where one is not to be nominated."""
    rows = visible(
        Person.objects.filter(pk__in=person_ids, current_unit__isnull=False),
        acting_user=acting_user,
        action=Action.NOMINATE,
    ).select_related("current_unit", "current_post")
    found = list(rows.order_by("pk"))
    if len(found) < len(set(person_ids)):
        raise PermissionDenied(Action.NOMINATE)
    return found


def _nominated(act: Act, offered: OfferedClass) -> set[str]:
    return {row.person_id for row in act.in_states(offered, *sorted(OPEN_NOMINATIONS))}


def _may_be_submitted(act: Act, row: Nomination, finding: Finding | None) -> None:
    need_state(row, NominationState.DRAFT)
    need_time(row.offered_class, act.today)
    name = row.person.full_name
    if finding is None:
        raise RuntimeError("a draft was not assessed")
    for conflict in finding.blocking:
        raise RefusedError("in_conflict", name=name, conflict=conflict_phrase(conflict))
    if finding.verdict == Verdict.NOT_MET and row.exception_approved_by_id is None:
        raise RefusedError("not_met", name=name)
    if not finding.answers and not row.reason.strip():
        raise RefusedError("reason_missing", name=name)
