"""What is done with lists and with duplicates."""
