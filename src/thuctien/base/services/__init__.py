"""Writes of the ground, one module a topic: accounts."""
