"""Replanning: the approved plan after something happened."""
