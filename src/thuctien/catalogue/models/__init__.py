from thuctien.catalogue.models.programmes import (
    Budget,
    EligibilityRule,
    Grant,
    Module,
    Offering,
    Programme,
)
from thuctien.catalogue.models.reference import Code, Parameter
from thuctien.catalogue.models.resources import Closure, Lecturer, LecturerAbsence, Room, Site
from thuctien.catalogue.models.rules import Inclusion, Qualification, Requirement, RetirementAge

__all__ = [
    "Budget",
    "Closure",
    "Code",
    "EligibilityRule",
    "Grant",
    "Inclusion",
    "Lecturer",
    "LecturerAbsence",
    "Module",
    "Offering",
    "Parameter",
    "Programme",
    "Qualification",
    "Requirement",
    "RetirementAge",
    "Room",
    "Site",
]
