from thuctien.needs.services.store import store_needs

__all__ = ["store_needs"]
