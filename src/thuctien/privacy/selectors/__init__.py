"""Reads of this room: purposes, consents, readings of a record, what is kept of a person."""
