"""Cells of a list of people turned into values, with a note on whatever was wrong or mended."""
