from thuctien.privacy.models.consent import Consent
from thuctien.privacy.models.purpose import Kind, Purpose
from thuctien.privacy.models.retention import Fate, RetentionRule

__all__ = ["Consent", "Fate", "Kind", "Purpose", "RetentionRule"]
