"""Reads every room, writes nothing: the province at a glance, units, people, needs."""
