"""``python -m thuctien invite_administrator NAME``: the first account of an installation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from typing_extensions import override

from thuctien.accounts.services.accounts import create_account
from thuctien.accounts.services.links import invite
from thuctien.accounts.services.roles import grant_role
from thuctien.base.acting import SYSTEM
from thuctien.base.language import spoken_language
from thuctien.base.models import User
from thuctien.base.policy import Role

REASON = "invite_administrator"


class Command(BaseCommand):
    """Makes the account where it is missing, and a link to choose its password in any case."""

    help = "Make an administrator of the system, and print the link to choose the password."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="as people know it; default: the user name")
        parser.add_argument("--email", default="")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="where the web answers")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        site = options["site"].rstrip("/")
        with translation.override(spoken_language()):
            try:
                user = _administrator(options)
                made = invite(user, absolute=lambda path: site + path, acting_user=SYSTEM)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            self.stdout.write(_("The link works once; open it to choose the password:"))
        self.stdout.write(made.url)


@transaction.atomic
def _administrator(options: dict[str, Any]) -> User:
    existing = User.objects.filter(username=options["username"].lower()).first()
    if existing is not None:
        return existing
    user = create_account(
        username=options["username"],
        display_name=options["name"] or options["username"],
        email=options["email"],
        acting_user=SYSTEM,
    )
    grant_role(
        user,
        Role.ADMINISTRATOR,
        unit=None,
        valid_from=timezone.localdate(),
        valid_to=None,
        reason=REASON,
        acting_user=SYSTEM,
    )
    return user
