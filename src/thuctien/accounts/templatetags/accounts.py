"""What pages of signing in show besides their forms."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.conf import settings

from thuctien.accounts.mail import is_mail_configured
from thuctien.accounts.services.samples import SAMPLE_ACCOUNTS, SampleAccount
from thuctien.base.models import User

register = template.Library()


@register.simple_tag
def sample_accounts() -> Sequence[SampleAccount]:
    """Return the accounts with public passwords, where this installation is a demo."""
    present = set(User.objects.filter(is_sample=True).values_list("username", flat=True))
    return [account for account in SAMPLE_ACCOUNTS if account.username in present]


@register.simple_tag
def provider_name() -> str:
    """Return the name of the provider of identities; empty where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return str(apps[0]["name"]) if apps else ""


@register.simple_tag
def may_get_mail() -> bool:
    """Say whether letters go out from here."""
    return is_mail_configured()
