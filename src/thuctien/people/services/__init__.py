from thuctien.people.services.current import refresh_current_posts
from thuctien.people.services.tree import refresh_unit_paths

__all__ = ["refresh_current_posts", "refresh_unit_paths"]
