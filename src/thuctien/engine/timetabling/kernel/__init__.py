"""The search under every timetable: moves, costs and their increments, compiled.

A face (the school's year, the public problem of universities) writes its problem as a
:class:`~.model.Model` of numbers; nothing here knows of either. An *event* is what is to be placed,
a *kind* the events that are alike, a *line* somebody whose day is looked at, a *cell* one place at
one slot. Two events are never in one cell: that holds by construction. Two events of kinds that
must be apart but are in one slot are a *conflict*, which has a weight.
"""
