"""What a survey has besides answers: needs that an agency adds, its file, the present needs."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thuctien.base.access import Action, require, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.catalogue.models import Programme
from thuctien.engine.model.choices import Binding, Origin
from thuctien.engine.needs.result import Force
from thuctien.needs.models import StatedNeed
from thuctien.people.models import Person, Unit
from thuctien.sending.models import Round, SurveyLine, SurveyReply
from thuctien.sending.models.states import ReplyVerdict
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.services.rounds.asking import ask_survey, programme_of_qualification
from thuctien.sending.services.rounds.surveying import (
    record_answers,
    require_open_survey,
    set_reply,
)


@transaction.atomic
def add_need(
    round_: Round,
    unit: Unit,
    person: Person,
    programme: Programme,
    *,
    reason: str,
    acting_user: ActingUser,
) -> SurveyReply:
    """Add to the survey what the computation does not know; the next needs have it, recommended.

    Raises ``PermissionDenied`` where the person is out of reach, or :class:`RoundError` where the
    survey is not open, has the line, the reason is missing, or the person is of another agency.
    """
    require(acting_user, Action.ANSWER_ROUND, person)
    require_open_survey(round_)
    if not reason.strip():
        raise RoundError("reason_missing")
    at = person.current_unit
    if at is None or not at.path.startswith(unit.path):
        raise RoundError("not_of_the_agency", name=person.full_name)
    what = _leads_to(round_, programme)
    mine = SurveyLine.objects.filter(round=round_, person=person, qualification=what)
    if unscoped(mine, reason="of a person who was asked for").exists():
        raise RoundError("asked_already", name=person.full_name)
    end = date(round_.year, 12, 31)
    line = SurveyLine.objects.create(
        round=round_,
        unit=unit,
        person=person,
        qualification_id=what,
        programme=programme,
        is_mandatory=False,
        force=Force.RECOMMENDED,
        due_on=end,
    )
    need = StatedNeed.objects.create(
        need_id=f"YC{round_.pk}-{line.pk}",
        origin=Origin.UNIT_REQUEST,
        person=person,
        qualification_id=what,
        binding=Binding.RECOMMENDED,
        due_on=end,
        valid_to=end,
        reason=reason.strip(),
        source=str(round_),
        confirmed=True,
    )
    reply = SurveyReply(line=line, stated_need=need)
    set_reply(reply, ReplyVerdict.ADDED, reason.strip(), acting_user=acting_user)
    reply.save()
    changes = [created(need), created(reply)]
    record_answers("sending.survey.answer", [line], changes, acting_user=acting_user)
    return reply


@transaction.atomic
def hand_out_survey(round_: Round, unit: Unit, *, acting_user: ActingUser) -> list[SurveyLine]:
    """Return an agency's lines for a file to take away, and write down who took it.

    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.EXPORT_PEOPLE)
    rows = visible(
        SurveyLine.objects.filter(round=round_, unit=unit),
        acting_user=acting_user,
        action=Action.EXPORT_PEOPLE,
    ).select_related(
        "person__current_post", "person__current_unit", "qualification", "programme", "reply"
    )
    lines = list(rows.order_by("person__name_order", "person_id", "qualification_id"))
    record(
        "sending.survey.export",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(round_.pk),
        after={"unit": unit.pk, "lines": len(lines)},
    )
    return lines


@transaction.atomic
def refresh_survey(round_: Round, *, acting_user: ActingUser) -> int:
    """Bring an open survey up to the needs as they are now; return how many lines it has.

    Answers stay. Raises ``PermissionDenied``, or :class:`RoundError` where it is not open.
    """
    require(acting_user, Action.MAKE_ROUND)
    require_open_survey(round_)
    lines = ask_survey(round_)
    record(
        "sending.step.open",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(round_.pk),
        after={"survey_lines": lines},
    )
    return lines


def _leads_to(round_: Round, programme: Programme) -> str:
    for qualification, code in programme_of_qualification(round_).items():
        if code == programme.pk:
            return qualification
    if not round_.programmes.filter(pk=programme.pk).exists():
        raise RoundError("not_of_the_round", programme=programme.name)
    raise RoundError("programme_leads_nowhere", programme=programme.name)
