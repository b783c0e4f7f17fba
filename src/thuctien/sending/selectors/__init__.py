"""Reads plans, their classes and what they answer."""
