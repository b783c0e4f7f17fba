"""``python -m bench needs`` and ``python -m bench plan``: one JSON object on standard output."""

from __future__ import annotations

import json

import click

from bench.needs import bench_needs
from bench.plan import bench_plan


@click.group()
def main() -> None:
    """Measure the engine on synthetic provinces."""


@main.command()
@click.option("--people", default=60_000, show_default=True)
@click.option("--runs", default=3, show_default=True)
@click.option("--seed", default=7, show_default=True)
def needs(people: int, runs: int, seed: int) -> None:
    """Time the needs of a province."""
    print(json.dumps(bench_needs(people, runs, seed), indent=2))


@main.command()
@click.option("--sizes", default="1000,5000,40000", show_default=True)
@click.option("--time-limit", default=120.0, show_default=True)
@click.option("--seed", default=7, show_default=True)
def plan(sizes: str, time_limit: float, seed: int) -> None:
    """Time the planner and the naive model of the same provinces."""
    people = [int(size) for size in sizes.split(",")]
    print(json.dumps(bench_plan(people, time_limit, seed), indent=2))


if __name__ == "__main__":
    main()
