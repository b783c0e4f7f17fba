"""Personal data: purposes, consents, retention, export and erasure of one person."""
