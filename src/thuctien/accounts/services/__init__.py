"""What is done to accounts, roles and delegations."""
