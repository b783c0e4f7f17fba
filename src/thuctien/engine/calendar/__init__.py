"""Days on which people study: half days, closed days, and the pattern of each form of study."""

from thuctien.engine.calendar.closed_days import closed_days, public_holidays
from thuctien.engine.calendar.pattern import Half, Part, Slot, part_of, slots, week_of, weeks_of
from thuctien.engine.calendar.working_days import after_working_days

__all__ = [
    "Half",
    "Part",
    "Slot",
    "after_working_days",
    "closed_days",
    "part_of",
    "public_holidays",
    "slots",
    "week_of",
    "weeks_of",
]
