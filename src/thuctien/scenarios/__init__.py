"""What if: the year copied, changed, computed, compared, and adopted."""
