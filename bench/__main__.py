"""``python -m bench`` and what to measure: one JSON object on standard output."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench.child import in_child, machine
from bench.intake import bench_intake
from bench.intake_web import bench_intake_web
from bench.needs import bench_needs
from bench.plan import bench_plan
from bench.replan import bench_replan
from bench.replan_small import bench_replan_small
from bench.search import bench_search
from bench.timetable import bench_timetable
from bench.whatif import bench_whatif


@click.group()
def main() -> None:
    """Measure on synthetic provinces."""


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


@main.command()
@click.argument("address", default="http://127.0.0.1:8000")
@click.option("--queries", default=50, show_default=True)
@click.option("--seed", default=7, show_default=True)
def search(address: str, queries: int, seed: int) -> None:
    """Time the search box of a running demo."""
    print(json.dumps(bench_search(address, queries, seed), indent=2, ensure_ascii=False))


@main.command()
@click.option("--rows", default=25_000, show_default=True)
@click.option("--runs", default=3, show_default=True)
@click.option("--seed", default=7, show_default=True)
def intake(rows: int, runs: int, seed: int) -> None:
    """Time a list of people from file to preview, and the search for duplicates."""
    print(json.dumps(bench_intake(rows, runs, seed), indent=2))


@main.command("intake-web")
@click.option("--rows", default=25_000, show_default=True)
@click.option("--seed", default=7, show_default=True)
def intake_web(rows: int, seed: int) -> None:
    """Time a list of people through the real jobs: preview, taking in, undo."""
    print(json.dumps(bench_intake_web(rows, seed), indent=2))


@main.command()
@click.option("--claims", default=10_000, show_default=True)
@click.option("--seats", default=100, show_default=True)
@click.option("--connections", default=8, show_default=True)
@click.option("--address", envvar="THUCTIEN_DATABASE_URL", default="", help="Empty is SQLite.")
def claims(claims: int, seats: int, connections: int, address: str) -> None:
    """Time many claims on few seats, each in a transaction, on connections of their own."""
    before = machine()
    with TemporaryDirectory() as home:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "thuctien.settings",
            "THUCTIEN_HOME": home,
            "THUCTIEN_DATABASE_URL": address,
        }
        found = in_child("bench.claims_child", claims, seats, connections)
    print(json.dumps({"benchmark": "claims", **found, "machine": before}, indent=2))


@main.command()
@click.option("--people", default=40_000, show_default=True)
@click.option("--seed", default=7, show_default=True)
@click.option("--plan/--needs-only", "with_plan", default=True, show_default=True)
def whatif(people: int, seed: int, with_plan: bool) -> None:
    """Time scenarios on a province, and count whom their plans touch."""
    print(json.dumps(bench_whatif(people, seed, with_plan=with_plan), indent=2))


@main.command()
@click.option("--people", default=40_000, show_default=True)
@click.option("--time-limit", default=60.0, show_default=True)
@click.option("--seed", default=7, show_default=True)
def replan(people: int, time_limit: float, seed: int) -> None:
    """Time replanning after four events, everybody in the plan having been told."""
    print(json.dumps(bench_replan(people, time_limit, seed), indent=2))


@main.command("replan-small")
@click.option("--provinces", default=400, show_default=True)
def replan_small(provinces: int) -> None:
    """Compare the changes of replanning with the fewest of all plans of small provinces."""
    print(json.dumps(bench_replan_small(provinces), indent=2))


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", multiple=True, metavar="NAME", help="As comp01; all by default.")
@click.option("--seconds", default=300.0, show_default=True)
@click.option("--seeds", default=5, show_default=True)
@click.option("--at-once", default=1, show_default=True, help="Searches side by side.")
def timetable(
    folder: Path, only: tuple[str, ...], seconds: float, seeds: int, at_once: int
) -> None:
    """Search the public timetabling instances (.ctt) of a folder, each with several seeds."""
    print(json.dumps(bench_timetable(folder, only, seconds, seeds, at_once), indent=2))


if __name__ == "__main__":
    main()
