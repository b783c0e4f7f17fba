"""``python -m thuctien retention``: what has been kept long enough, and ending it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from typing_extensions import override

from thuctien.base.acting import SYSTEM
from thuctien.base.language import spoken_language
from thuctien.privacy.models import RetentionRule
from thuctien.privacy.selectors.retention import states
from thuctien.privacy.services.retention import AlwaysKeptError, carry_out
from thuctien.ui.formats import number


class Command(BaseCommand):
    """Without an argument it only looks."""

    help = "List what is due by the rules of retention; carry out a rule."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--carry-out", metavar="RULE", help="end what is due by this rule")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(spoken_language()):
            if options["carry_out"]:
                self._carry_out(options["carry_out"])
            else:
                self._show()

    def _show(self) -> None:
        for state in states(timezone.localdate(), acting_user=SYSTEM):
            due = _("always kept") if state.due is None else number(len(state.due))
            self.stdout.write(f"{state.rule.pk}: {state.subject.name}: {due}")

    def _carry_out(self, code: str) -> None:
        rule = RetentionRule.objects.filter(pk=code).first()
        if rule is None:
            raise CommandError(_("There is no rule “%(rule)s”.") % {"rule": code})
        try:
            ended = carry_out(rule, on=timezone.localdate(), acting_user=SYSTEM)
        except AlwaysKeptError:
            raise CommandError(_("By this rule everything is kept.")) from None
        self.stdout.write(_("%(count)s ended") % {"count": number(ended)})
