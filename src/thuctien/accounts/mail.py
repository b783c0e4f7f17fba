"""Letters about accounts, where this installation can send mail."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.models import User


def is_mail_configured() -> bool:
    """Say whether letters go out from here at all."""
    return bool(settings.MAIL_CONFIGURED)


def send_link(user: User, url: str) -> bool:
    """Send an account its link to choose a password; return whether the letter went out."""
    text = _(
        "Hello %(name)s,\n\n"
        "by this link you choose the password of your account «%(account)s»:\n\n%(url)s\n\n"
        "It works once, and for %(hours)d hours. If you did not ask for it, do nothing."
    ) % {
        "name": user,
        "account": user.get_username(),
        "url": url,
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
    }
    return _send(user, _("Choose your password"), text)


def send_change(user: User, sentence: str) -> bool:
    """Tell an account's owner what was changed; return whether the letter went out."""
    text = _(
        "Hello %(name)s,\n\n%(sentence)s (%(moment)s)\n\n"
        "If it was not you, tell the administrator of the system at once."
    ) % {"name": user, "sentence": sentence, "moment": f"{timezone.localtime():%H:%M %d/%m/%Y}"}
    return _send(user, _("A change of your account"), text)


def _send(user: User, subject: str, text: str) -> bool:
    """Send a letter; what it tells has happened whether or not the mail server answers."""
    if not (is_mail_configured() and user.email):
        return False
    letter = EmailMessage(settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject, text, to=[user.email])
    return bool(letter.send(fail_silently=True))
