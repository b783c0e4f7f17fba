"""Money: norms, estimates, budget lines, service owed after training, compensation."""
