"""Curriculum-based course timetabling of universities: the public problem of ITC-2007, track 3.

Format, rules and costs (UD2) by Di Gaspero, McCollum and Schaerf, "The second international
timetabling competition: curriculum-based course timetabling" (2007).
"""
