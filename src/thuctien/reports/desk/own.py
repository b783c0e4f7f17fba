"""What waits for somebody as the owner of an account, as a lecturer, as a learner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser
from thuctien.base.models import OPEN_STATES, Delegation, Job, JobState, RoleHeld
from thuctien.base.policy import Role
from thuctien.classes.models import Session
from thuctien.engine.needs.result import Force
from thuctien.needs.models import Need
from thuctien.notices.selectors import unread_count
from thuctien.reports.desk.items import Item, Tone
from thuctien.sending.models import Turn

RECENT = timedelta(days=7)
"""How long a job that was refused waits on the desk; its notice stays."""
SOON = timedelta(days=30)
"""How long before its end a role or a delegation is named."""
MOST_CLASSES = 3


def jobs(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield the jobs of the account: given up, refused lately, and not ended yet. One query."""
    mine = Job.objects.filter(created_by=acting_user.user)
    lately = Q(finished_at__gt=timezone.now() - RECENT)
    found = mine.aggregate(
        dead=Count("pk", filter=Q(state=JobState.DEAD)),
        failed=Count("pk", filter=Q(state=JobState.FAILED) & lately),
        open=Count("pk", filter=Q(state__in=OPEN_STATES)),
        lately=Count("pk", filter=lately | Q(state__in=[*OPEN_STATES, JobState.DEAD])),
    )
    for name, what, tone in (
        ("dead", _("Jobs of yours that were given up"), Tone.OVERDUE),
        ("failed", _("Jobs of yours that were refused in the last seven days"), Tone.DUE),
        ("open", _("Jobs of yours that run or wait"), Tone.INFO),
    ):
        if found[name]:
            url = reverse("jobs")
            yield Item(what=what, url=url, tone=tone, count=found[name], of=found["lately"])


def notices(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield what the account has not read yet. One query."""
    if count := unread_count(acting_user=acting_user):
        yield Item(
            what=_("Notices that you have not read"),
            url=reverse("notices:notices"),
            tone=Tone.INFO,
            count=count,
        )


def roles(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield the roles and delegations of the account that end soon. Two queries."""
    ending = Q(valid_to__range=(today, today + SOON))
    held = RoleHeld.objects.active(today).filter(ending, user=acting_user.user)
    for role in held.select_related("unit").order_by("valid_to", "pk"):
        yield Item(
            what=_("Your role “%(role)s” ends") % {"role": Role(role.role).label},
            detail=role.unit.name if role.unit else _("the whole province"),
            url=reverse("accounts:account"),
            tone=Tone.DUE,
            until=role.valid_to,
        )
    about_me = Q(receiver=acting_user.user) | Q(giver=acting_user.user)
    lent = Delegation.objects.filter(ending, about_me, ended_at=None, valid_from__lte=today)
    for delegation in lent.select_related("giver", "receiver").order_by("valid_to", "pk"):
        is_mine = delegation.giver_id == (acting_user.user and acting_user.user.pk)
        yield Item(
            what=_("Somebody acts for you until")
            if is_mine
            else _("You may act for somebody until"),
            detail=str(delegation.receiver if is_mine else delegation.giver),
            url=reverse("accounts:delegations"),
            tone=Tone.INFO,
            until=delegation.valid_to,
        )


def sessions(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield what the account's lecturer teaches next, and how much of all is left. One query."""
    principal = acting_user.principal
    lecturer = principal.lecturer_id if principal else None
    if lecturer is None or not can(acting_user, Action.READ_PUBLISHED):
        return
    taught = (
        Session.objects.filter(
            lecturer=lecturer, timetable__is_current=True, timetable__plan__is_current=True
        )
        .order_by("day", "half")
        .values_list("day", "planned_class__class_id", "planned_class__programme__name")
    )
    every = list(taught)
    left = [session for session in every if session[0] >= today]
    if left:
        first, class_id, programme = left[0]
        yield Item(
            what=_("Your next session as a lecturer"),
            detail=f"{class_id} · {programme}",
            url=reverse("classes:lecturer", args=[lecturer]),
            tone=Tone.INFO,
            count=len(left),
            of=len(every),
            until=first,
        )


def classes_attended(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield the classes in which the account's own person has a seat. One query."""
    person = _own_person(acting_user)
    if person is None:
        return
    turns = visible(Turn.objects.all(), acting_user=acting_user).filter(
        person=person, plan__is_current=True, planned_class__ends_on__gte=today
    )
    chosen = turns.select_related("planned_class__programme", "planned_class__site")
    for turn in chosen.order_by("planned_class__starts_on", "pk")[:MOST_CLASSES]:
        planned = turn.planned_class
        yield Item(
            what=_("You have a seat in the class %(class)s") % {"class": planned.class_id},
            detail=f"{planned.programme.name} · {planned.site.name}",
            url=reverse("classes:class", args=[planned.class_id]),
            tone=Tone.INFO,
            until=planned.starts_on,
        )


def own_needs(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield what is overdue or due of what is asked of the account's own person. One query."""
    person = _own_person(acting_user)
    if person is None:
        return
    mine = visible(Need.objects.all(), acting_user=acting_user).filter(
        person=person, run__is_current=True
    )
    pressing = Q(force__in=(Force.OVERDUE, Force.DUE))
    found = mine.aggregate(all=Count("pk"), pressing=Count("pk", filter=pressing))
    if found["pressing"]:
        yield Item(
            what=_("Training that you yourself still need now"),
            url=reverse("reports:person", args=[person]),
            tone=Tone.DUE,
            count=found["pressing"],
            of=found["all"],
        )


def _own_person(acting_user: ActingUser) -> str | None:
    principal = acting_user.principal
    person: str | None = principal.person_id if principal else None
    return person if person and can(acting_user, Action.READ_PEOPLE) else None
