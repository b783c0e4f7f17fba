from thuctien.costs.models.cases import (
    CaseCost,
    CasePayment,
    CaseStep,
    CompensationCase,
    CouncilMember,
)
from thuctien.costs.models.commitments import ServiceCommitment
from thuctien.costs.models.estimates import (
    Estimate,
    EstimateClass,
    EstimateGap,
    EstimateLine,
    EstimateUnit,
)
from thuctien.costs.models.ledger import EntryKind, LedgerEntry
from thuctien.costs.models.norms import CostItem, CostNorm
from thuctien.costs.models.rules import CommitmentRule, CompensationRule, ReliefGround

__all__ = [
    "CaseCost",
    "CasePayment",
    "CaseStep",
    "CommitmentRule",
    "CompensationCase",
    "CompensationRule",
    "CostItem",
    "CostNorm",
    "CouncilMember",
    "EntryKind",
    "Estimate",
    "EstimateClass",
    "EstimateGap",
    "EstimateLine",
    "EstimateUnit",
    "LedgerEntry",
    "ReliefGround",
    "ServiceCommitment",
]
