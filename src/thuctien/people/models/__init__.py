from thuctien.people.models.organisation import Post, Unit, UnitSuccession
from thuctien.people.models.persons import Appointment, Holding, Person, SensitiveFacts

__all__ = ["Appointment", "Holding", "Person", "Post", "SensitiveFacts", "Unit", "UnitSuccession"]
