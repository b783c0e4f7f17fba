"""Read notices for the pages."""

from __future__ import annotations

from django.db.models import QuerySet

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.engine.wording import Language
from thuctien.notices.models import Notice, Preference
from thuctien.notices.models.notice import IS_UNREAD


def notices(*, acting_user: ActingUser) -> QuerySet[Notice]:
    """Return what the acting user was told, newest first."""
    return visible(Notice.objects.all(), acting_user=acting_user).order_by("-created_at", "-pk")


def unread_notices(*, acting_user: ActingUser) -> QuerySet[Notice]:
    """Return what the acting user has not read yet, newest first."""
    return notices(acting_user=acting_user).filter(IS_UNREAD)


def unread_count(*, acting_user: ActingUser) -> int:
    """Return how many notices the acting user has not read: one query on a partial index."""
    return unread_notices(acting_user=acting_user).order_by().count()


def preference_of(user: User) -> Preference:
    """Return how an account wants to be told; the usual where it never said."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def language_of(preference: Preference | None) -> Language:
    """Return the language in which an account reads its letters."""
    return Language(preference.language) if preference else Language.VI
