"""The pages of lists and of duplicates."""
