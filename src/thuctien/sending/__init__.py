"""Room 4: quotas, the plan of a year, turns, answers to why."""
