"""Writes of this room: what happened, having it computed, choosing a plan."""
