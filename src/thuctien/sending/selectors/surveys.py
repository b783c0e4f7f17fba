"""Reads surveys: the lines of an agency, and what was answered of all that was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import AT_ONCE, Asked, has_words, ordered, page_of
from thuctien.people.models import Unit
from thuctien.sending.models import Round, SurveyLine, SurveyReply
from thuctien.sending.models.states import ReplyVerdict

NOT_ANSWERED = "open"
PAGE = 100
ORDERS = {
    "name": ("person__name_order", "person_id", "qualification_id"),
    "programme": ("programme__name", "person__name_order", "pk"),
    "due": ("due_on", "person__name_order", "pk"),
    "force": ("-is_mandatory", "due_on", "person__name_order", "pk"),
}

Answer = tuple[ReplyVerdict, str]


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines of a survey; empty means all. ``verdict`` may be :data:`NOT_ANSWERED`."""

    programme: str = ""
    verdict: str = ""
    binding: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SurveyCount:
    """What became of the lines of an agency or a programme; ``asked`` counts those added, too."""

    key: str
    name: str
    asked: int
    confirmed: int
    refused: int
    added: int

    @property
    def open(self) -> int:
        """Return how many are not answered."""
        return self.asked - self.confirmed - self.refused - self.added

    @property
    def answered(self) -> int:
        """Return how many are answered."""
        return self.asked - self.open

    @property
    def subject(self) -> int:
        """Return what the counts are counted in."""
        return self.asked


def lines_of(
    round_: Round, unit: Unit, wanted: LineFilter, *, acting_user: ActingUser
) -> QuerySet[SurveyLine]:
    """Return the lines of an agency that pass a filter and may be seen, in no order."""
    rows = visible(SurveyLine.objects.all(), acting_user=acting_user).filter(
        round=round_, unit=unit
    )
    if wanted.programme:
        rows = rows.filter(programme=wanted.programme)
    if wanted.binding:
        rows = rows.filter(is_mandatory=wanted.binding == "mandatory")
    if wanted.verdict == NOT_ANSWERED:
        rows = rows.filter(reply=None)
    elif wanted.verdict:
        rows = rows.filter(reply__verdict=wanted.verdict)
    if wanted.text:
        rows = rows.filter(has_words("person__folded_name", wanted.text))
    return rows


def page_of_lines(
    round_: Round, unit: Unit, wanted: LineFilter, asked: Asked, *, acting_user: ActingUser
) -> Page[SurveyLine]:
    """Return a page of an agency's lines, with person, post and reply at hand. Two queries."""
    rows = lines_of(round_, unit, wanted, acting_user=acting_user).select_related(
        "person__current_post", "person__current_unit", "qualification", "programme", "reply"
    )
    return page_of(ordered(rows, asked.sort, ORDERS, "name"), asked.page, asked.size)


def keys_of(round_: Round, unit: Unit, wanted: LineFilter, *, acting_user: ActingUser) -> list[int]:
    """Return the keys of an agency's lines that pass a filter, without those that it added."""
    rows = lines_of(round_, unit, wanted, acting_user=acting_user)
    return list(rows.exclude(reply__verdict=ReplyVerdict.ADDED).values_list("pk", flat=True))


def lines_by_key(round_: Round, unit: Unit, *, acting_user: ActingUser) -> dict[int, bool]:
    """Return the keys of an agency's lines, and whether the agency added each itself."""
    rows = lines_of(round_, unit, LineFilter(), acting_user=acting_user)
    return {
        pk: verdict == ReplyVerdict.ADDED
        for pk, verdict in rows.values_list("pk", "reply__verdict")
    }


def answers_of(lines: Iterable[int], *, acting_user: ActingUser) -> dict[int, Answer | None]:
    """Return what was answered to lines that the acting user may answer; none to the others."""
    found: dict[int, Answer | None] = {}
    keys = list(lines)
    for start in range(0, len(keys), AT_ONCE):
        some = SurveyLine.objects.filter(pk__in=keys[start : start + AT_ONCE])
        rows = visible(some, acting_user=acting_user, action=Action.ANSWER_ROUND)
        for pk, verdict, reason in rows.values_list("pk", "reply__verdict", "reply__reason"):
            found[pk] = (ReplyVerdict(verdict), reason) if verdict else None
    return found


def count_by_programme(
    round_: Round, *, acting_user: ActingUser, unit: Unit | None = None
) -> list[SurveyCount]:
    """Count the lines (of an agency) by programme. One query."""
    rows = visible(SurveyLine.objects.all(), acting_user=acting_user).filter(round=round_)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return _counted(rows, "programme_id", "programme__name")


def count_by_agency(round_: Round, *, acting_user: ActingUser) -> list[SurveyCount]:
    """Count the lines of a round by agency, as far as they may be seen. One query."""
    rows = visible(SurveyLine.objects.all(), acting_user=acting_user).filter(round=round_)
    return _counted(rows, "unit_id", "unit__name", "unit__name_order")


def total_of(counts: Iterable[SurveyCount]) -> SurveyCount:
    """Add counts up."""
    rows = list(counts)
    return SurveyCount(
        "",
        "",
        sum(row.asked for row in rows),
        sum(row.confirmed for row in rows),
        sum(row.refused for row in rows),
        sum(row.added for row in rows),
    )


def refusals_to_rule(round_: Round, *, acting_user: ActingUser) -> QuerySet[SurveyReply]:
    """Return the refusals of something mandatory, those without a ruling first."""
    rows = visible(SurveyReply.objects.all(), acting_user=acting_user).filter(
        line__round=round_, line__is_mandatory=True, verdict=ReplyVerdict.REFUSED
    )
    at_hand = rows.select_related(
        "line__person", "line__unit", "line__qualification", "line__programme", "ruled_by"
    )
    return at_hand.order_by("ruling", "line__unit__name_order", "line__person__name_order", "pk")


def _counted(rows: QuerySet[SurveyLine], key: str, *names: str) -> list[SurveyCount]:
    verdicts: dict[str, Any] = {
        verdict.value: Count("pk", filter=Q(reply__verdict=verdict)) for verdict in ReplyVerdict
    }
    found = (
        rows.order_by(names[-1], key).values(key, *names).annotate(asked=Count("pk"), **verdicts)
    )
    return [
        SurveyCount(
            row[key], row[names[0]], row["asked"], row["confirmed"], row["refused"], row["added"]
        )
        for row in found
    ]
