"""The ground of every room: users, access, audit trail, jobs, files."""
