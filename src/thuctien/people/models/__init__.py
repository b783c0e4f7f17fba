from thuctien.people.models.organisation import Post, Unit, UnitSuccession
from thuctien.people.models.persons import Appointment, Holding, Person

__all__ = ["Appointment", "Holding", "Person", "Post", "Unit", "UnitSuccession"]
