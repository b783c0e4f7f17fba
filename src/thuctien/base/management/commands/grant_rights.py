"""``python -m thuctien grant_rights ROLE``: what the application's role may do on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from typing_extensions import override

from thuctien.base.database_rights import RoleUnfitError, grant_rights
from thuctien.base.language import spoken_language
from thuctien.engine.wording import Language, Wording

NOT_POSTGRES = Wording(
    "Chỉ PostgreSQL có các vai trò; với SQLite, ai mở được tệp là chủ của tệp.",
    "Only PostgreSQL has roles; with SQLite whoever can open the file owns it.",
)
UNFIT = Wording(
    "Vai trò “{role}” không tồn tại, hoặc có quyền của chủ sở hữu nên không bị giới hạn được.",
    "The role “{role}” does not exist, or has the rights of the owner and cannot be limited.",
)


class Command(BaseCommand):
    """Gives the application's database role what it needs and nothing more."""

    help = "As the owner of the tables: give the application's role only the rights it needs."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="the role in which the application signs in")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        language = Language(spoken_language())
        if connection.vendor != "postgresql":
            raise CommandError(NOT_POSTGRES.render(language, {}))
        try:
            with transaction.atomic():
                statements = grant_rights(options["role"])
        except RoleUnfitError as error:
            raise CommandError(UNFIT.render(language, {"role": options["role"]})) from error
        self.stdout.write(";\n".join(statements) + ";")
