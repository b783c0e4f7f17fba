"""``python -m thuctien export_person``: all data of one person, as a zip."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from typing_extensions import override

from thuctien.base.acting import SYSTEM
from thuctien.base.language import spoken_language
from thuctien.people.models import Person
from thuctien.privacy.services.export import export_person


class Command(BaseCommand):
    """For a request on paper; people who sign in take their own data themselves."""

    help = "Write all that is kept about a person to a zip file."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="code of the person")
        parser.add_argument("file", type=Path, help="zip file to write")
        parser.add_argument("--reason", required=True, help="who asked for it, and why")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(spoken_language()):
            person = Person.objects.filter(pk=options["person"]).first()
            if person is None:
                raise CommandError(
                    _("There is no person “%(code)s”.") % {"code": options["person"]}
                )
            content = export_person(person, reason=options["reason"], acting_user=SYSTEM)
            options["file"].write_bytes(content)
            self.stdout.write(str(options["file"]))
