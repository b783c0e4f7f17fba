"""What waits for who administers the system; nothing here names an official."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, can_everywhere
from thuctien.base.acting import ActingUser
from thuctien.base.jobs.selectors import dead_jobs as visible_dead_jobs
from thuctien.base.models import RoleHeld, User
from thuctien.notices.models import Mailing
from thuctien.reports.desk.items import Item, Tone

RECENT = timedelta(days=7)
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def dead_jobs(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield the jobs, whoever asked for them, that were given up. One query."""
    if not can_everywhere(acting_user, Action.RETRY_JOB):
        return
    others = visible_dead_jobs(acting_user=acting_user).exclude(created_by=acting_user.user)
    if count := others.order_by().count():
        yield Item(
            what=_("Jobs of others and of the system that were given up"),
            url=reverse("jobs"),
            tone=Tone.OVERDUE,
            count=count,
        )


def accounts(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield how many accounts with a role have no second factor yet. One query."""
    if not can(acting_user, Action.MANAGE_ACCOUNT):
        return
    held = RoleHeld.objects.active(today).filter(user=OuterRef("pk"))
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    found = User.objects.filter(Exists(held), is_active=True).aggregate(
        all=Count("pk"), bare=Count("pk", filter=~Exists(factors))
    )
    if found["bare"]:
        yield Item(
            what=_("Accounts with a role and without a second factor"),
            url=reverse("accounts:accounts"),
            tone=Tone.DUE,
            count=found["bare"],
            of=found["all"],
        )


def letters(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield the letters that the mail server did not take, of those of the last days. One query."""
    if not can_everywhere(acting_user, Action.RETRY_JOB):
        return
    recent = Mailing.objects.filter(created_at__gt=timezone.now() - RECENT)
    refused = Q(given_up_at__isnull=False)
    waiting = Q(sent_at__isnull=True, given_up_at__isnull=True) & ~Q(error="")
    found = recent.aggregate(
        all=Count("pk"),
        kept=Count("pk", filter=refused | waiting),
        said=Max("error", filter=refused | waiting),
    )
    if found["kept"]:
        yield Item(
            what=_("Letters of the last seven days that the mail server did not take"),
            detail=_("The server: %(said)s") % {"said": found["said"] or "–"},
            url=f"{reverse('jobs')}?system",
            tone=Tone.DUE,
            count=found["kept"],
            of=found["all"],
        )
