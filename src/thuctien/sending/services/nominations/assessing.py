"""Whether people may go to a class: the rules, what else stands in the way, and for which need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from thuctien.base.access import Action, unscoped
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.catalogue.models import Grant
from thuctien.engine.eligibility import item_as_record
from thuctien.engine.model import Province
from thuctien.engine.needs.standing import stands_for
from thuctien.needs.models import Need
from thuctien.people.models import Person
from thuctien.sending.bridge.load import load_table
from thuctien.sending.models import Allotment, Nomination, OfferedClass
from thuctien.sending.models.states import NominationState, Verdict
from thuctien.sending.refusals import RefusedError
from thuctien.sending.selectors.conflicts import conflicts_of
from thuctien.sending.selectors.eligibility import assess_people
from thuctien.sending.services.nominations.acts import (
    REASON,
    Act,
    acting_on,
    ask_for,
    classes_of,
    need_state,
)
from thuctien.sending.services.nominations.telling import about

BEFORE_SELECTION = (NominationState.DRAFT, NominationState.SUBMITTED, NominationState.WAITING)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one person and one class, as a nomination keeps it."""

    allotment: Allotment | None
    answers: list[str]
    verdict: str
    checklist: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]

    @property
    def blocking(self) -> list[dict[str, Any]]:
        """Return the conflicts that forbid it."""
        return [conflict for conflict in self.conflicts if conflict["blocking"]]


def find(offered: OfferedClass, people: Sequence[Person]) -> dict[str, Finding]:
    """Return by person what is found on the day on which a class starts; some thirty queries.

    The rules are those of that day, whoever asks: an agency's withdrawal lets somebody of another
    agency move up. People need ``current_unit`` and ``current_post``.
    """
    answers = answered_needs(offered, [person.pk for person in people])
    quotas = quotas_of(offered, people)
    rules = assess_people(
        [person.pk for person in people],
        offered.programme_id,
        offered.mode,
        offered.starts_on,
        acting_user=SYSTEM,
        ends_on=offered.ends_on,
    )
    conflicts = conflicts_of(offered, people, quotas, answers)
    return {
        person.pk: Finding(
            allotment=quotas[person.pk],
            answers=answers.get(person.pk, []),
            verdict=str(rules[person.pk].verdict),
            checklist=[item_as_record(item) for item in rules[person.pk].items],
            conflicts=[conflict.as_json() for conflict in conflicts.get(person.pk, ())],
        )
        for person in people
    }


def keep(nominations: Iterable[Nomination], offered: OfferedClass) -> dict[int, Finding]:
    """Assess nominations of one class and write what is found into them; return it by key."""
    rows = list(nominations)
    found = find(offered, [row.person for row in rows])
    for row in rows:
        finding = found[row.person_id]
        # A quota in use stays the one that is used: its counter was raised for this seat.
        if row.state in BEFORE_SELECTION:
            row.allotment = finding.allotment
        row.answers, row.verdict = finding.answers, finding.verdict
        row.checklist, row.conflicts = finding.checklist, finding.conflicts
        row.assessed_on = offered.starts_on
    return {row.pk: found[row.person_id] for row in rows}


def obstacle(nomination: Nomination, finding: Finding) -> tuple[str, Mapping[str, Any]] | None:
    """Return why somebody cannot have a seat, as a code and figures; none where nothing does."""
    for conflict in finding.blocking:
        return conflict["code"], conflict["figures"]
    has_exception = nomination.exception_approved_by_id is not None
    if finding.verdict != Verdict.MET and not has_exception:
        return finding.verdict, {}
    return None


def assess_again(nominations: Iterable[Nomination], *, acting_user: ActingUser) -> list[Nomination]:
    """Assess nominations anew, which are not selected yet, and keep what is found.

    Raises ``PermissionDenied``, :class:`RefusedError` where one is past it.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.NOMINATE, Action.SELECT, acting_user=acting_user)
    action = "sending.nomination.assess"
    with acting_on(classes_of(rows), action, acting_user=acting_user) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(row, *BEFORE_SELECTION)
        for offered in act.offers.values():
            ours = [row for row in fresh if row.offered_class_id == offered.pk]
            keep(ours, offered)
            for row in ours:
                act.touch(row)
        return fresh


def approve_exception(
    nomination: Nomination, document: str, *, acting_user: ActingUser
) -> Nomination:
    """Let somebody go whom a rule leaves out or leaves to a decision, by a document.

    Raises ``PermissionDenied``, :class:`RefusedError` without a document or in a later state.
    """
    keys = ask_for([nomination], Action.APPROVE_EXCEPTION, acting_user=acting_user)
    if not document.strip():
        raise RefusedError("say_why")
    action = "sending.nomination.approve_exception"
    classes = classes_of([nomination])
    with acting_on(classes, action, acting_user=acting_user, reason=document) as act:
        (row,) = act.nominations(keys)
        need_state(row, *BEFORE_SELECTION)
        row.exception_approved_by, row.exception_document = acting_user.user, document.strip()
        act.touch(row)
        act.note(row, "exception_approved")
        act.tell(about(row, "nomination.exception"))
        return row


def answered_needs(offered: OfferedClass, person_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return by person the codes of what asks for what a class gives, from the current needs."""
    rows = needs_met_by(offered, person_ids)
    found: dict[str, list[str]] = defaultdict(list)
    for person_id, source_id in rows.values_list("person", "source_id"):
        found[person_id].append(source_id)
    return found


def needs_met_by(offered: OfferedClass, person_ids: Sequence[str]) -> QuerySet[Need]:
    """Return the current needs of people that a class meets, by person and code."""
    rows = Need.objects.filter(
        run__is_current=True,
        person__in=person_ids,
        qualification__in=qualifications_given(offered.programme_id, offered.starts_on),
    )
    return unscoped(rows, reason=REASON).order_by("person", "source_id")


def qualifications_given(programme_id: str, on: date) -> set[str]:
    """Return what somebody holds after a programme, with all that this stands for on a day."""
    granted = set(
        Grant.objects.filter(programme=programme_id).values_list("qualification", flat=True)
    )
    tables = {name: load_table(name) for name in ("qualifications", "inclusions")}
    pairs = stands_for(Province.from_frames(tables), on)
    given = pairs.filter(pairs["held_id"].is_in(sorted(granted)))
    return granted | set(given["required_id"])


def quotas_of(offered: OfferedClass, people: Sequence[Person]) -> dict[str, Allotment | None]:
    """Return by person the quota that a seat would be taken from; one query.

    It is the issued one of the nearest unit above the person, that of the person's level before
    that of everybody. None is right only where the round gives no quotas for the programme.
    """
    rows = list(
        Allotment.objects.filter(
            round=offered.round_id, programme=offered.programme_id, issued_at__isnull=False
        ).select_related("unit")
    )
    return {person.pk: _quota_of(person, rows) for person in people}


def _quota_of(person: Person, rows: Sequence[Allotment]) -> Allotment | None:
    path = person.current_unit.path if person.current_unit else ""
    level = person.current_post.leadership_level if person.current_post else ""
    fitting = [row for row in rows if path.startswith(row.unit.path) and row.group in {"", level}]
    return max(fitting, key=lambda row: (row.unit.depth, row.group != ""), default=None)


def findings_for(act: Act, rows: Sequence[Nomination]) -> dict[int, Finding]:
    """Assess nominations of the locked classes anew, keep it, and return it by key."""
    found: dict[int, Finding] = {}
    for offered in act.offers.values():
        ours = [row for row in rows if row.offered_class_id == offered.pk]
        if ours:
            found |= keep(ours, offered)
    for row in rows:
        act.touch(row)
    return found
