"""Duplicates of people: who in a list may be somebody already known, and why."""
