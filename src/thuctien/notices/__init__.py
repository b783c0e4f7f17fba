"""What people are told: in the application, by mail, in digests."""
