"""Room 3: needs, computed and stated, as stored."""
