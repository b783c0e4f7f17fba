"""Who goes first where more are nominated than there are places, and why."""

from thuctien.engine.selection.criteria import DEFAULT_ORDER, Criterion, Tie, read_order
from thuctien.engine.selection.ranking import CANDIDATES_SCHEMA, RANKING_SCHEMA, rank_candidates
from thuctien.engine.selection.reasons import Side, comparison_text, criterion_name, order_text

__all__ = [
    "CANDIDATES_SCHEMA",
    "DEFAULT_ORDER",
    "RANKING_SCHEMA",
    "Criterion",
    "Side",
    "Tie",
    "comparison_text",
    "criterion_name",
    "order_text",
    "rank_candidates",
    "read_order",
]
