"""What is counted of a search: the places in ``State.tally``."""

SOFT = 0
"""What the timetable of now costs."""
HARD = 1
"""Its conflicts."""
BEST_SOFT = 2
BEST_HARD = 3
TAKEN = 4
"""Moves taken so far."""
