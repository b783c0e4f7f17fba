"""Room 5: sessions and timetables."""
