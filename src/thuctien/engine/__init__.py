"""The engine: a province in, needs, a plan and a timetable out. It knows nothing of Django."""
