"""Workbooks as agencies send them: read, mapped, corrected, taken in, undone."""
