"""The annual plan: which classes to open, and whom to send."""

from thuctien.engine.planning.check import Rule, Violation, check_plan, count_met

__all__ = ["Rule", "Violation", "check_plan", "count_met"]
