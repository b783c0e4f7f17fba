"""``python -m thuctien reseal``: seal personal data with the newest key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _
from typing_extensions import override

from thuctien.base.acting import SYSTEM
from thuctien.base.language import spoken_language
from thuctien.privacy.services.keys import seal_anew
from thuctien.ui.formats import number


class Command(BaseCommand):
    """To be run after a new key was put first in THUCTIEN_DATA_KEYS."""

    help = "Seal personal numbers and sensitive facts with the first of the data keys."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(spoken_language()):
            for column, count in seal_anew(acting_user=SYSTEM).items():
                line = _("%(column)s: %(count)s values sealed anew")
                self.stdout.write(line % {"column": column, "count": number(count)})
