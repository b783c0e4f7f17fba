"""Loads what every test shares."""

pytest_plugins = ["pytester", "tests.surroundings"]
