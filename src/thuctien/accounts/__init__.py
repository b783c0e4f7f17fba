"""Signing in, roles and delegations: who is let in, and as what."""
