"""The survey of needs: agencies answer line by line or many at once, add, and take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit import (
    Change,
    Snapshot,
    changed,
    created,
    deleted,
    present,
    record,
    snapshot,
)
from thuctien.base.lists import AT_ONCE
from thuctien.needs.models import NeedRefusal, StatedNeed
from thuctien.sending.models import Round, Stage, StepState, SurveyLine, SurveyReply
from thuctien.sending.models.states import ReplyVerdict
from thuctien.sending.round_refusals import RoundError

_REASON = "the lines were asked for one by one before"
_REPLY = (
    "verdict",
    "reason",
    "answered_at",
    "answered_by",
    "ruling",
    "ruling_reason",
    "ruled_at",
    "ruled_by",
    "refusal",
)


@transaction.atomic
def answer_survey(
    lines: Iterable[int], verdict: ReplyVerdict, *, reason: str = "", acting_user: ActingUser
) -> int:
    """Answer lines of one round's survey, given by key; return how many.

    An earlier answer is replaced, its ruling too. What is not needed leaves the next plan: at once
    where it is recommended, after the province accepted it where it is mandatory. Raises
    ``PermissionDenied`` where one of the lines is out of reach, or :class:`RoundError` where
    the survey is not open, a reason is missing, or an added line is answered.
    """
    return answer_each(dict.fromkeys(lines, (verdict, reason)), acting_user=acting_user)


@transaction.atomic
def answer_each(answers: Mapping[int, tuple[ReplyVerdict, str]], *, acting_user: ActingUser) -> int:
    """Answer lines of one round's survey, each in its own way: all of them, or none.

    ``answers`` has verdict and reason by key of the line. Raises as :func:`answer_survey`.
    """
    for verdict, reason in answers.values():
        if verdict == ReplyVerdict.REFUSED and not reason.strip():
            raise RoundError("reason_missing")
    lines = _asked(answers, acting_user=acting_user)
    replies = _replies_of(lines)
    before = {pk: snapshot(reply) for pk, reply in replies.items()}
    refusals, changes = _keep_refusals(lines, answers)
    new = []
    for line in lines:
        reply = replies.get(line.pk)
        if reply is None:
            reply = SurveyReply(line=line)
            new.append(reply)
        verdict, reason = answers[line.pk]
        set_reply(reply, verdict, reason.strip(), acting_user=acting_user)
        reply.refusal = refusals.get(line.pk)
    SurveyReply.objects.bulk_create(new, batch_size=500)
    SurveyReply.objects.bulk_update(replies.values(), _REPLY, batch_size=500)
    changes += _drop_refusals(line for line in lines if answers[line.pk][0] != ReplyVerdict.REFUSED)
    changes += [created(reply) for reply in new]
    changes += present(changed(before[pk], reply) for pk, reply in replies.items())
    record_answers("sending.survey.answer", lines, changes, acting_user=acting_user)
    return len(lines)


@transaction.atomic
def take_back(lines: Iterable[int], *, acting_user: ActingUser) -> int:
    """Take answers back, given by the keys of their lines; return how many.

    What was refused counts again, what was added is gone. Lines without an answer are passed over.
    Raises ``PermissionDenied`` or :class:`RoundError` as :func:`answer_survey`.
    """
    chosen = _asked(lines, acting_user=acting_user, added_too=True)
    replies = _replies_of(chosen)
    answered = [line for line in chosen if line.pk in replies]
    needs = [reply.stated_need_id for reply in replies.values() if reply.stated_need_id]
    changes: list[Change] = [deleted(reply) for reply in replies.values()]
    unscoped(SurveyReply.objects.filter(line__in=answered), reason=_REASON).delete()
    changes += _drop_refusals(answered)
    for need in unscoped(StatedNeed.objects.filter(pk__in=needs), reason=_REASON):
        changes.append(deleted(need))
        need.delete()
    added = [pk for pk, reply in replies.items() if reply.verdict == ReplyVerdict.ADDED]
    unscoped(SurveyLine.objects.filter(pk__in=added), reason=_REASON).delete()
    record_answers("sending.survey.take_back", answered, changes, acting_user=acting_user)
    return len(answered)


@transaction.atomic
def restore_answers(
    before: Mapping[int, tuple[ReplyVerdict, str] | None], *, acting_user: ActingUser
) -> None:
    """Put lines back to what was answered before, or to no answer: an answer is undone.

    Raises as :func:`answer_survey`.
    """
    answered = {line: answer for line, answer in before.items() if answer is not None}
    if answered:
        answer_each(answered, acting_user=acting_user)
    if bare := [line for line, answer in before.items() if answer is None]:
        take_back(bare, acting_user=acting_user)


def _asked(
    keys: Iterable[int], *, acting_user: ActingUser, added_too: bool = False
) -> list[SurveyLine]:
    """Return the lines of these keys, locked, after asking the policy and the rules of the step."""
    wanted = sorted(set(keys))
    if not wanted:
        raise RoundError("nothing_chosen")
    found: list[SurveyLine] = []
    for start in range(0, len(wanted), AT_ONCE):
        some = SurveyLine.objects.select_for_update(of=("self",), no_key=True).filter(
            pk__in=wanted[start : start + AT_ONCE]
        )
        allowed = visible(some, acting_user=acting_user, action=Action.ANSWER_ROUND)
        found.extend(allowed.order_by("pk"))
    if len(found) != len(wanted):
        raise PermissionDenied(Action.ANSWER_ROUND)
    for round_ in Round.objects.filter(pk__in={line.round_id for line in found}):
        require_open_survey(round_)
    if not added_too:
        _refuse_added(found)
    return found


def _refuse_added(lines: Sequence[SurveyLine]) -> None:
    added = SurveyReply.objects.filter(line__in=lines, verdict=ReplyVerdict.ADDED)
    first = unscoped(added, reason=_REASON).select_related("line__person").first()
    if first is not None:
        raise RoundError("added_line", name=first.line.person.full_name)


def require_open_survey(round_: Round) -> None:
    """Raise :class:`RoundError` where the survey of a round is not open."""
    if not round_.steps.filter(stage=Stage.SURVEY, state=StepState.OPEN).exists():
        raise RoundError("survey_closed")


def _replies_of(lines: Sequence[SurveyLine]) -> dict[int, SurveyReply]:
    rows = SurveyReply.objects.filter(line__in=lines).order_by("pk")
    return {reply.line_id: reply for reply in unscoped(rows, reason=_REASON)}


def set_reply(
    reply: SurveyReply, verdict: ReplyVerdict, reason: str, *, acting_user: ActingUser
) -> None:
    """Fill in an answer that is about to be stored; a ruling on the one before is void."""
    reply.verdict, reply.reason = verdict, reason
    reply.answered_at, reply.answered_by = timezone.now(), acting_user.user
    reply.ruling = reply.ruling_reason = ""
    reply.ruled_at = reply.ruled_by = None


def _refusal_id(line: SurveyLine) -> str:
    return f"TC{line.round_id}-{line.pk}"


def _keep_refusals(
    lines: Sequence[SurveyLine], answers: Mapping[int, tuple[ReplyVerdict, str]]
) -> tuple[dict[int, NeedRefusal], list[Change]]:
    """Write what is refused where the planner reads it; not accepted by the province yet."""
    refused = [line for line in lines if answers[line.pk][0] == ReplyVerdict.REFUSED]
    rounds = {row.pk: row for row in Round.objects.filter(pk__in={ln.round_id for ln in refused})}
    known = {
        row.pk: row
        for row in unscoped(
            NeedRefusal.objects.filter(pk__in=[_refusal_id(line) for line in refused]),
            reason=_REASON,
        )
    }
    before: dict[str, Snapshot] = {pk: snapshot(row) for pk, row in known.items()}
    new = []
    for line in refused:
        reason = answers[line.pk][1].strip()
        if row := known.get(_refusal_id(line)):
            row.reason, row.accepted = reason, None
        else:
            new.append(_refusal(line, rounds[line.round_id], reason))
    NeedRefusal.objects.bulk_create(new, batch_size=500)
    NeedRefusal.objects.bulk_update(known.values(), ["reason", "accepted"], batch_size=500)
    by_key = known | {row.pk: row for row in new}
    changes = [created(row) for row in new]
    changes += present(changed(before[pk], row) for pk, row in known.items())
    return {line.pk: by_key[_refusal_id(line)] for line in refused}, changes


def _refusal(line: SurveyLine, round_: Round, reason: str) -> NeedRefusal:
    return NeedRefusal(
        refusal_id=_refusal_id(line),
        person_id=line.person_id,
        qualification_id=line.qualification_id,
        reason=reason,
        source=str(round_),
        confirmed=True,
        valid_from=date(round_.year, 1, 1),
        valid_to=date(round_.year, 12, 31),
    )


def _drop_refusals(lines: Iterable[SurveyLine]) -> list[Change]:
    keys = [_refusal_id(line) for line in lines]
    rows = unscoped(NeedRefusal.objects.filter(pk__in=keys), reason=_REASON)
    changes = [deleted(row) for row in rows]
    if changes:
        rows.delete()
    return changes


def record_answers(
    action: str, lines: Sequence[SurveyLine], changes: Iterable[Change], *, acting_user: ActingUser
) -> None:
    """Write an act on lines of one round on the trail; nothing where there is none."""
    if not lines:
        return
    record(
        action,
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(lines[0].round_id),
        after={"lines": len(lines)},
        changes=changes,
    )
