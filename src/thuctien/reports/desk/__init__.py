"""What waits for somebody: the first page, put together from every room."""

from thuctien.reports.desk.collect import desk_of
from thuctien.reports.desk.items import Item, Tone

__all__ = ["Item", "Tone", "desk_of"]
