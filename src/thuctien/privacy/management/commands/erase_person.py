"""``python -m thuctien erase_person``: make one person anonymous, for good."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from typing_extensions import override

from thuctien.base.acting import SYSTEM
from thuctien.base.language import spoken_language
from thuctien.people.models import Person
from thuctien.privacy.obligations import OBLIGATIONS
from thuctien.privacy.services.erasure import ObligationOpenError, erase_person
from thuctien.ui.formats import number


class Command(BaseCommand):
    """Nothing undoes it; ``--yes`` says that this is known."""

    help = "Take out of every record who a person was. This cannot be undone."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="code of the person")
        parser.add_argument("--reason", required=True, help="why the person is erased")
        parser.add_argument("--despite", default="", help="why, although something is still open")
        parser.add_argument("--yes", action="store_true", help="I know that it cannot be undone")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(spoken_language()):
            person = Person.objects.filter(pk=options["person"]).first()
            if person is None:
                raise CommandError(
                    _("There is no person “%(code)s”.") % {"code": options["person"]}
                )
            if not options["yes"]:
                raise CommandError(_("This cannot be undone. Say --yes if you mean it."))
            self._erase(person, options["reason"], options["despite"])

    def _erase(self, person: Person, reason: str, despite: str) -> None:
        try:
            counts = erase_person(person, reason=reason, despite=despite, acting_user=SYSTEM)
        except ObligationOpenError as refusal:
            still = ", ".join(str(OBLIGATIONS[code][0]) for code in refusal.codes)
            raise CommandError(_("Still open: the person %(what)s.") % {"what": still}) from None
        for name, count in counts.items():
            self.stdout.write(f"{name}: {number(count)}")
