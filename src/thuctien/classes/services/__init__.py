"""Writes of this room, one module a topic: planning (asks for a year), store (a timetable)."""
