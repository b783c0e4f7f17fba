"""``python -m thuctien check_seats``: whether every counter of seats is right."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from thuctien.base.language import spoken_language
from thuctien.engine.wording import Language, Wording
from thuctien.sending.selectors.seats import miscounts

RIGHT = Wording("Mọi số đếm chỗ đều đúng.", "Every counter of seats is right.")
WRONG = Wording(
    "{name} ({kind} {key}): đếm {counted}, thực giữ {held}.",
    "{name} ({kind} {key}): counted {counted}, held {held}.",
)


class Command(BaseCommand):
    """Compares the counters of classes and quotas with the nominations that hold a seat."""

    help = "Compare the counters of seats with the nominations that hold one."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        language = Language(spoken_language())
        found = miscounts()
        for one in found:
            figures = {
                "name": one.name,
                "kind": one.kind,
                "key": one.key,
                "counted": one.counted,
                "held": one.held,
            }
            self.stderr.write(WRONG.render(language, figures))
        if found:
            raise CommandError(str(len(found)))
        self.stdout.write(RIGHT.render(language, {}))
