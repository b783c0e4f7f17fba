from thuctien.notices.services.preferences import set_preference
from thuctien.notices.services.reading import mark_all_read, mark_read
from thuctien.notices.services.telling import tell

__all__ = ["mark_all_read", "mark_read", "set_preference", "tell"]
