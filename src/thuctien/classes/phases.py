"""The phases of a year's computation: how long each lasts, measured on a full province."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ENDS_AT = {"needs": 0.02, "plan": 0.88, "timetable": 0.95}
"""How much of the job is done when a phase ends."""

SHARES: dict[str, dict[str, float]] = {
    "needs": {"posts": 0.2, "subjects": 0.2, "holdings": 0.4, "gaps": 0.2},
    "plan": {
        "problem": 0.05,
        "model": 0.03,
        "bound": 0.2,
        "classes": 0.04,
        "people": 0.1,
        "improvement": 0.24,
        "proof": 0.26,
        "answers": 0.08,
    },
    "timetable": {"rooms": 0.17, "order": 0.25, "repair": 0.01, "improve": 0.57},
}
"""The stages of each phase in order, and their shares of its time."""

TITLES = {
    "needs": _("Computing needs"),
    "plan": _("Planning the year"),
    "timetable": _("Making the timetable"),
}
