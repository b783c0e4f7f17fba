"""One box that finds people, units, classes and documents."""
