"""A synthetic province: plausible figures, invented units, and nobody who exists."""

from thuctien.engine.sample.province import sample_province

__all__ = ["sample_province"]
