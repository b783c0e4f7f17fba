"""Reads every room for the pages that look across them; writes nothing."""
