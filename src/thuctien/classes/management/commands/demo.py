"""``python -m thuctien demo``: a sample province in the database, planned, and served."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction
from collections.abc import Sequence
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table
from typing_extensions import override

from thuctien.accounts.services.samples import SampleAccount, ensure_sample_accounts
from thuctien.base.acting import SYSTEM
from thuctien.base.language import spoken_language
from thuctien.base.management.commands.serve import FIRST_PORT
from thuctien.classes.demo import Bars, fill
from thuctien.documents.services.sampling import ensure_sample_bodies
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Person
from thuctien.sending.models import Plan
from thuctien.sending.services.nominations.sampling import ensure_sample_nominations
from thuctien.sending.services.rounds.sampling import ensure_sample_rounds
from thuctien.ui.formats import number


class Command(BaseCommand):
    """Makes only what is missing; a second run is quick and destroys nothing."""

    help = "Fill an empty database with a sample province, plan its year, and serve it."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=40_000)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--year", type=int, default=2027)
        parser.add_argument(
            "--time-limit", type=float, default=120.0, help="seconds to improve the plan"
        )
        parser.add_argument("--port", type=int, default=FIRST_PORT)
        parser.add_argument("--serve", action=BooleanOptionalAction, default=True)

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(spoken_language()):
            self._run(options)

    def _run(self, options: dict[str, Any]) -> None:
        console = Console(stderr=True)
        bars = Bars(console)
        with bars.bar(_("Preparing the database")):
            call_command("migrate", verbosity=0, interactive=False)
        made = fill(
            bars,
            people=options["people"],
            seed=options["seed"],
            year=options["year"],
            time_limit=options["time_limit"],
        )
        if not made:
            console.print(_("The database has a province and a plan already; both are left as is."))
        accounts = ensure_sample_accounts(acting_user=SYSTEM)
        with bars.bar(_("Setting up rounds of sending")):
            ensure_sample_bodies(acting_user=SYSTEM)
            ensure_sample_rounds(year=options["year"], acting_user=SYSTEM)
            ensure_sample_nominations(acting_user=SYSTEM)
        _show_plan(Console())
        _show_accounts(Console(), accounts)
        if options["serve"]:
            call_command("serve", port=options["port"])


def _show_plan(console: Console) -> None:
    run = NeedsRun.objects.filter(is_current=True).first()
    plan = Plan.objects.filter(is_current=True).first()
    if run is None or plan is None:
        return
    console.print(
        _(
            "%(people)s people stored, %(in_post)s in post; "
            "%(needs)s needs of %(with_needs)s of them."
        )
        % {
            "people": number(Person.objects.count()),
            "in_post": number(run.people),
            "needs": number(run.needs),
            "with_needs": number(run.people_with_needs),
        }
    )
    console.print(
        _(
            "Plan of %(year)d: %(classes)s classes, %(turns)s turns of %(persons)s persons, "
            "%(met)s of %(planned)s needs met, %(gap)s %% from the proven bound."
        )
        % {
            "year": plan.year,
            "classes": number(plan.classes),
            "turns": number(plan.seats),
            "persons": number(plan.persons_sent),
            "met": number(plan.needs_met),
            "planned": number(plan.needs_planned),
            "gap": number(100 * plan.gap, 2),
        }
    )


def _show_accounts(console: Console, accounts: Sequence[SampleAccount]) -> None:
    if not accounts:
        return
    table = Table(
        _("account"), _("password"), _("role"), title=_("Sample accounts, for a demo only")
    )
    for account in accounts:
        table.add_row(account.username, account.password, str(account.role.label))
    console.print(table)
