"""Reads a class, and the timetables of sites, lecturers and classes."""
