"""Draws the templates that come with the program: ``python -m thuctien.documents.drawing``.

Measures are those of Decree 30/2020, Annex I, and of Guideline 36-HD/VPTW for the party. What an
office changes afterwards it changes in Word; this draws only what it starts from.
"""
