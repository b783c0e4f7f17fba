"""Decisions and letters: drafted, numbered, signed outside, cancelled by another."""
