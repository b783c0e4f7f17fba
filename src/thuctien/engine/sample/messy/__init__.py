"""Lists of people as agencies really send them, with the truth about each beside it."""

from thuctien.engine.sample.messy.writing import MessySample, messy_sample, write_messy

__all__ = ["MessySample", "messy_sample", "write_messy"]
