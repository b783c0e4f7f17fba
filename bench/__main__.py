"""``python -m bench needs`` and ``python -m bench plan``: one JSON object on standard output."""

from __future__ import annotations

import json

import click

from bench.needs import bench_needs


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


if __name__ == "__main__":
    main()
