"""Writes of this room, one module a topic: disclosure, consents, export, erasure, retention."""
