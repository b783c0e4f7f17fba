"""What is read about accounts, roles and delegations."""
