"""``python -m thuctien demo``: a sample province in the database, planned, and served."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import translation
from rich.console import Console
from rich.table import Table
from typing_extensions import override

from thuctien.base.acting import SYSTEM
from thuctien.base.management.commands.serve import FIRST_PORT
from thuctien.base.services.accounts import ensure_sample_accounts
from thuctien.classes.demo import Bars, fill
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Person
from thuctien.sending.models import Plan


class Command(BaseCommand):
    """Makes only what is missing; a second run is quick and destroys nothing."""

    help = "Fill an empty database with a sample province, plan its year, and serve it."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=40_000)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--year", type=int, default=2027)
        parser.add_argument(
            "--time-limit", type=float, default=60.0, help="seconds to improve the plan"
        )
        parser.add_argument("--port", type=int, default=FIRST_PORT)
        parser.add_argument("--serve", action=BooleanOptionalAction, default=True)

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        bars = Bars(console)
        with bars.bar("Preparing the database"):
            call_command("migrate", verbosity=0, interactive=False)
        made = fill(
            bars,
            people=options["people"],
            seed=options["seed"],
            year=options["year"],
            time_limit=options["time_limit"],
        )
        if not made:
            console.print("The database has a province and a plan already; both are left as is.")
        _show_plan(Console())
        _show_accounts(Console())
        if options["serve"]:
            call_command("serve", port=options["port"])


def _show_plan(console: Console) -> None:
    run = NeedsRun.objects.filter(is_current=True).first()
    plan = Plan.objects.filter(is_current=True).first()
    if run is None or plan is None:
        return
    console.print(
        f"{Person.objects.count():,} people stored, {run.people:,} in post; {run.needs:,} needs of "
        f"{run.people_with_needs:,} of them."
    )
    console.print(
        f"Plan of {plan.year}: {plan.classes} classes, {plan.seats:,} turns of "
        f"{plan.persons_sent:,} persons, {plan.needs_met:,} of {plan.needs_planned:,} needs met, "
        f"gap to the proven bound {plan.gap:.2%}."
    )


def _show_accounts(console: Console) -> None:
    accounts = ensure_sample_accounts(acting_user=SYSTEM)
    if not accounts:
        return
    table = Table("account", "password", "may", title="Sample accounts, for a demo only")
    with translation.override("en"):
        for account in accounts:
            table.add_row(account.username, account.password, str(account.role.label))
    console.print(table)
