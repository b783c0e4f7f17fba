from thuctien.notices.models.mailing import Mailing
from thuctien.notices.models.notice import Notice
from thuctien.notices.models.preference import Preference

__all__ = ["Mailing", "Notice", "Preference"]
