from thuctien.classes.services.store import store_timetable

__all__ = ["store_timetable"]
