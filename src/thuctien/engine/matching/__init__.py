"""Duplicates of people: who in a list may be somebody already known, and why."""

from thuctien.engine.matching.evidence import Evidence
from thuctien.engine.matching.proposals import PAIRS_SCHEMA, Proposals, propose_duplicates

__all__ = ["PAIRS_SCHEMA", "Evidence", "Proposals", "propose_duplicates"]
