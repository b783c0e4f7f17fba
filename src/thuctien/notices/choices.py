"""How somebody wants to be told."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """Every notice is in the application; this is how it comes by mail besides."""

    AT_ONCE = "at_once", _("By mail at once")
    DAILY = "daily", _("By mail once a day")
    WEEKLY = "weekly", _("By mail once a week")
    IN_APP = "in_app", _("Only here, no mail")


MAILED = (Way.AT_ONCE, Way.DAILY, Way.WEEKLY)
