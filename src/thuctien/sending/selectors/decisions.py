"""What decisions to send say: who is on the roll, in which words, with which list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from thuctien.base.access import Action, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.dated import holds_on
from thuctien.catalogue.models import Requirement
from thuctien.documents.content import Annex, Cell
from thuctien.documents.models import DocumentState, IssuingBody, Signer
from thuctien.engine.text.dates import show_date
from thuctien.engine.wording import Language
from thuctien.engine.workbook.choice_names import choice_name
from thuctien.needs.models import StatedNeed
from thuctien.sending.models import Nomination, NominationState, OfferedClass, OfferState, Round
from thuctien.sending.models.decisions import Decision, DecisionEntry, DecisionText, Purpose

IN_FORCE = (DocumentState.NUMBERED, DocumentState.SIGNED)
STILL_SENT = frozenset({NominationState.DECIDED, NominationState.JOINED})
"""States of who is on the roll and still goes."""
REASON = "sending: the roll of a class, for the decision about it"
Entries = Sequence[tuple[Nomination, bool]]
"""Nominations, each with whether a decision takes it off the list."""

ANNEX_TITLE = "DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC ĐƯỢC CỬ THAM GIA"
COLUMNS = ("STT", "Họ và tên", "Ngày sinh", "Vị trí việc làm", "Đơn vị", "Đáp ứng yêu cầu")
CHANGE_COLUMN = "Thay đổi"
ADDED, TAKEN_OFF = "Bổ sung", "Đưa ra khỏi danh sách"


@dataclass(frozen=True, slots=True)
class Outdated:
    """A decision to send that no longer says what is true: of the class, or of who goes.

    ``gone`` counts people on the roll who no longer go, ``added`` people selected since.
    """

    decision: Decision
    is_cancelled: bool
    is_moved: bool
    gone: int
    added: int

    @property
    def is_wrong(self) -> bool:
        """Say whether anything of it is no longer true."""
        return self.is_cancelled or self.is_moved or self.gone + self.added > 0


def decisions_of(round_: Round, *, acting_user: ActingUser) -> QuerySet[Decision]:
    """Return the decisions of a round whose documents the acting user may read, latest first."""
    seen = visible(Decision.objects.filter(offered_class__round=round_), acting_user=acting_user)
    return seen.select_related("document__body", "offered_class__programme").order_by("-pk")


def classes_to_decide(round_: Round) -> list[OfferedClass]:
    """Return the classes of a round with people selected and no decision yet, soonest first.

    Each has their number as ``undecided``; where a decision stands it is in :func:`outdated`. For
    those who may draft decisions; one query.
    """
    undecided = Count("nominations", filter=Q(nominations__state=NominationState.SELECTED))
    standing = Decision.objects.filter(
        offered_class=OuterRef("pk"), purpose=Purpose.SEND, document__state__in=IN_FORCE
    )
    rows = OfferedClass.objects.filter(~Exists(standing), round=round_).annotate(
        undecided=undecided
    )
    return list(
        rows.filter(undecided__gt=0).select_related("programme", "site").order_by("starts_on", "pk")
    )


def reason_to_change(decision: Decision) -> str:
    """Return why a decision has to be changed: that of the last adjustment of its round's plan."""
    rulings = decision.offered_class.round.rulings.filter(
        is_approved=True, at__gt=decision.document.created_at
    )
    last = rulings.exclude(reason="").order_by("-at", "-pk").first()
    return _("the plan was adjusted (%(why)s)") % {"why": last.reason} if last else ""


def signers_for(on: date, *, acting_user: ActingUser) -> list[Signer]:
    """Return who signs on a day for the bodies for which the acting user may write."""
    bodies = visible(
        IssuingBody.objects.filter(holds_on(on)),
        acting_user=acting_user,
        action=Action.WRITE_DOCUMENTS,
    )
    return list(Signer.objects.filter(holds_on(on), body__in=bodies).select_related("body"))


def texts_on(on: date) -> QuerySet[DecisionText]:
    """Return the words of decisions in force on a day."""
    return DecisionText.objects.filter(holds_on(on))


def on_the_roll(offered_class: OfferedClass) -> list[Nomination]:
    """Return whom the decisions in force send to a class, in the order in which they were put on.

    Later decisions take off and add to what earlier ones said. Two queries. For those who may draft
    decisions: the caller has asked for the right.
    """
    roll = list(_rolls([offered_class.pk])[offered_class.pk])
    rows = unscoped(Nomination.objects.filter(pk__in=roll), reason=REASON)
    found = rows.select_related("person__current_post", "unit").in_bulk()
    return [found[pk] for pk in roll]


def outdated(rounds: Iterable[Round], *, acting_user: ActingUser) -> list[Outdated]:
    """Return the decisions to send of rounds that have to be changed or cancelled, soonest first.

    Of those that the acting user may read; four queries.
    """
    standing = Decision.objects.filter(
        offered_class__round__in=list(rounds), purpose=Purpose.SEND, document__state__in=IN_FORCE
    )
    seen = visible(standing, acting_user=acting_user).select_related(
        "document", "offered_class__programme", "offered_class__site", "offered_class__round"
    )
    by_class = {row.offered_class_id: row for row in seen.order_by("-pk")}
    drafted, rolls = _last_drafted(by_class), _rolls(by_class)
    on_a_roll = {nomination for roll in rolls.values() for nomination in roll}
    is_selected = Q(offered_class__in=list(by_class), state=NominationState.SELECTED)
    rows = unscoped(Nomination.objects.filter(Q(pk__in=on_a_roll) | is_selected), reason=REASON)
    states, selected = {}, Counter[int]()
    for key, class_pk, state in rows.values_list("pk", "offered_class", "state"):
        states[key] = state
        selected[class_pk] += state == NominationState.SELECTED
    found = [
        Outdated(
            decision=decision,
            is_cancelled=decision.offered_class.state == OfferState.CANCELLED,
            is_moved=_is_moved(decision.offered_class, drafted),
            gone=sum(states[nomination] not in STILL_SENT for nomination in rolls[class_pk]),
            added=selected[class_pk],
        )
        for class_pk, decision in by_class.items()
    ]
    wrong = [row for row in found if row.is_wrong]
    return sorted(wrong, key=lambda row: (row.decision.offered_class.starts_on, row.decision.pk))


def is_moved(offered_class: OfferedClass) -> bool:
    """Say whether a class moved after the last decision that says its days and site; one query."""
    return _is_moved(offered_class, _last_drafted([offered_class.pk]))


def _is_moved(offered_class: OfferedClass, drafted: Mapping[int, datetime]) -> bool:
    moved_at, said_at = offered_class.moved_at, drafted.get(offered_class.pk)
    return moved_at is not None and said_at is not None and said_at < moved_at


def _last_drafted(classes: Iterable[int]) -> dict[int, datetime]:
    """Return by class when the last decision in force was drafted that says its days and site."""
    rows = Decision.objects.filter(
        offered_class__in=list(classes),
        purpose__in=(Purpose.SEND, Purpose.MOVE),
        document__state__in=IN_FORCE,
    )
    drafted = rows.values("offered_class").annotate(at=Max("document__created_at"))
    return dict(drafted.order_by("offered_class").values_list("offered_class", "at"))


def _rolls(classes: Iterable[int]) -> Mapping[int, dict[int, None]]:
    """Return by class the nominations on its roll, in the order in which they were put on it."""
    entries = (
        unscoped(DecisionEntry.objects.all(), reason=REASON)
        .filter(decision__offered_class__in=list(classes), decision__document__state__in=IN_FORCE)
        .exclude(decision__purpose=Purpose.CANCEL)
        .exclude(decision__follows__document__state=DocumentState.CANCELLED)
        .order_by("decision__document__numbered_at", "pk")
    )
    rolls: dict[int, dict[int, None]] = defaultdict(dict)
    for class_pk, nomination, is_taken_off in entries.values_list(
        "decision__offered_class", "nomination", "is_taken_off"
    ):
        if is_taken_off:
            rolls[class_pk].pop(nomination, None)
        else:
            rolls[class_pk][nomination] = None
    return rolls


def text_for(purpose: Purpose, programme_kind: str, family: str, on: date) -> DecisionText | None:
    """Return the words of a decision in force on a day, the most particular first, else None."""
    fits = Q(programme_kind__in=("", programme_kind)) & Q(family__in=("", family))
    particular = Case(When(programme_kind="", then=Value(0)), default=Value(2)) + Case(
        When(family="", then=Value(0)), default=Value(1)
    )
    texts = DecisionText.objects.filter(fits, holds_on(on), purpose=purpose)
    return texts.annotate(particular=particular).order_by("-particular", "-valid_from").first()


def words_of_class(
    offered_class: OfferedClass, entries: Entries, before: Decision | None, reason: str
) -> dict[str, str]:
    """Return what the fields of :data:`thuctien.sending.decision_words.FIELDS` stand for."""
    added = sum(not off for _nomination, off in entries)
    decided = before.document if before else None
    return {
        "count": f"{len(entries):02d}",
        "programme": offered_class.programme.name,
        "class": offered_class.class_id,
        "form": choice_name(offered_class.mode, Language.VI),
        "site": offered_class.site.name,
        "from": show_date(offered_class.starts_on),
        "to": show_date(offered_class.ends_on),
        "year": str(offered_class.round.year),
        "round": offered_class.round.name,
        "before": f"{decided.number_text} ngày {show_date(decided.dated_on)}" if decided else "",
        "reason": reason,
        "added": f"{added:02d}",
        "taken_off": f"{len(entries) - added:02d}",
    }


def annex_of(offered_class: OfferedClass, entries: Entries) -> Annex:
    """Return the list of a decision: by unit, then by given name in Vietnamese order.

    Each line names the requirement that the seat answers. A constant number of queries.
    """
    ordered = sorted(entries, key=lambda e: (e[0].unit.path, e[0].person.name_order, e[0].pk))
    needs = _names_of_needs(nomination for nomination, _off in ordered)
    is_change = any(off for _nomination, off in ordered)
    rows: list[list[Cell]] = [
        [
            number,
            nomination.person.full_name,
            show_date(nomination.person.birth_date, nomination.person.birth_date_precision),
            post.title if (post := nomination.person.current_post) else "",
            nomination.unit.name,
            "; ".join(needs.get(code, "") for code in nomination.answers if needs.get(code)),
            *([TAKEN_OFF if off else ADDED] if is_change else []),
        ]
        for number, (nomination, off) in enumerate(ordered, 1)
    ]
    columns = (*COLUMNS, CHANGE_COLUMN) if is_change else COLUMNS
    return Annex(
        title=f"{ANNEX_TITLE} {offered_class.programme.name.upper()}", columns=columns, rows=rows
    )


def _names_of_needs(nominations: Iterable[Nomination]) -> Mapping[str, str]:
    codes = {code for nomination in nominations for code in nomination.answers}
    required = Requirement.objects.filter(pk__in=codes).values_list("pk", "name")
    stated = unscoped(StatedNeed.objects.filter(pk__in=codes), reason=REASON)
    return {**dict(stated.values_list("pk", "qualification__name")), **dict(required)}
