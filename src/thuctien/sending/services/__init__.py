"""Writes of this room, one module a topic: importing, store_province, store_plan, state."""
