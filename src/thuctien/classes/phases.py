"""The phases of a year's computation: how long each lasts, measured on a full province."""

from __future__ import annotations

ENDS_AT = {"needs": 0.02, "plan": 0.88, "timetable": 0.95}
"""How much of the job is done when a phase ends."""

SHARES: dict[str, dict[str, float]] = {
    "needs": {"posts": 0.2, "subjects": 0.2, "holdings": 0.4, "gaps": 0.2},
    "plan": {
        "problem": 0.08,
        "model": 0.03,
        "bound": 0.37,
        "classes": 0.06,
        "people": 0.09,
        "improvement": 0.26,
        "answers": 0.11,
    },
    "timetable": {"rooms": 0.17, "order": 0.25, "repair": 0.01, "improve": 0.57},
}
"""The stages of each phase in order, and their shares of its time."""

TITLES = {"needs": "Computing needs", "plan": "Planning the year", "timetable": "Timetable"}
