"""``python -m thuctien serve``: the web server and the worker, until Ctrl-C."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from django.utils.translation import gettext as _
from typing_extensions import override

from thuctien.base.language import spoken_language
from thuctien.base.serving import ADDRESS, free_port, job_worker, keep_running, web_server

FIRST_PORT = 8000


class Command(BaseCommand):
    """Prints the address, keeps both processes alive, stops both."""

    help = "Serve the web application on this machine, with the worker beside it."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=FIRST_PORT)
        parser.add_argument("--address", default=ADDRESS, help="default: this machine only")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        if _unmigrated():
            raise CommandError("the database is not up to date: run «python -m thuctien migrate»")
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        address = options["address"]
        try:
            port = free_port(options["port"], address)
        except OSError as error:
            raise CommandError(str(error)) from error
        if port != options["port"]:
            with translation.override(spoken_language()):
                taken = _("Port %(asked)d is taken; using %(port)d instead.")
                self.stdout.write(taken % {"asked": options["port"], "port": port})
        connections.close_all()
        with translation.override(spoken_language()):
            stops = _("Ctrl-C stops it")
        self.stdout.write(f"Thực Tiễn: http://{address}:{port}/  ({stops})")
        self.stdout.flush()
        keep_running([web_server(port, address), job_worker()], self.stdout.write)


def _unmigrated() -> bool:
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
