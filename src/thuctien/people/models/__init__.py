from thuctien.people.models.organisation import Post, Unit, UnitSuccession
from thuctien.people.models.persons import Appointment, Holding, Person, SensitiveFacts
from thuctien.people.models.records import Discipline, Rating, SuccessionPlan

__all__ = [
    "Appointment",
    "Discipline",
    "Holding",
    "Person",
    "Post",
    "Rating",
    "SensitiveFacts",
    "SuccessionPlan",
    "Unit",
    "UnitSuccession",
]
