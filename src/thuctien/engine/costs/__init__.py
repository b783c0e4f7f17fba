"""Money of training: norms and estimates, service owed afterwards, compensation when it is not."""

from thuctien.engine.costs.commitment import Commitment, Sending, commitment
from thuctien.engine.costs.compensation import CaseFacts, Compensation, Relief, compensation
from thuctien.engine.costs.estimate import (
    CLASSES_SCHEMA,
    LEARNERS_SCHEMA,
    TEACHING_SCHEMA,
    ClassFacts,
    Estimate,
    Line,
    estimate_class,
    estimate_classes,
)
from thuctien.engine.costs.norms import NORMS_SCHEMA, Count
from thuctien.engine.costs.rules import (
    CaseKind,
    CommitmentRule,
    CompensationRule,
    MonthRounding,
    NoRuleError,
)

__all__ = [
    "CLASSES_SCHEMA",
    "LEARNERS_SCHEMA",
    "NORMS_SCHEMA",
    "TEACHING_SCHEMA",
    "CaseFacts",
    "CaseKind",
    "ClassFacts",
    "Commitment",
    "CommitmentRule",
    "Compensation",
    "CompensationRule",
    "Count",
    "Estimate",
    "Line",
    "MonthRounding",
    "NoRuleError",
    "Relief",
    "Sending",
    "commitment",
    "compensation",
    "estimate_class",
    "estimate_classes",
]
