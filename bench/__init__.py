"""Measurements of the engine: ``python -m bench needs``, ``python -m bench plan``."""
