"""A list that was read, held against what is stored: who is new, what changes, what is wrong."""
