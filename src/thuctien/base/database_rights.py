"""What the application's own role may do on PostgreSQL: all that it needs, and nothing more.

The role that migrates owns the tables and could take the triggers of the audit trail away; the
application signs in as another, which can only add to the trail. See docs/operations.md.
"""

from __future__ import annotations

from django.db import connection

TRAIL = ("base_auditentry", "base_auditchange")
HEAD = "base_audithead"
ERASABLE = ("before", "after", "salt", "erased_digest")
"""What erasing a person's data empties on the trail; a trigger lets nothing else be done."""

_OWNED = "SELECT pg_has_role(%s, current_user, 'MEMBER'), rolsuper FROM pg_roles WHERE rolname = %s"


class RoleUnfitError(Exception):
    """The role does not exist, or it has the rights of the owner anyway."""


def grant_rights(role: str) -> list[str]:
    """Give a role what the application needs and take all else from it; return the statements.

    Run it as the owner of the tables, after every migration. Raises :class:`RoleUnfitError`.
    """
    statements = _statements(role)
    with connection.cursor() as cursor:
        cursor.execute(_OWNED, [role, role])
        found = cursor.fetchone()
        if found is None or any(found):
            raise RoleUnfitError(role)
        for statement in statements:
            cursor.execute(statement)
    return statements


def _statements(role: str) -> list[str]:
    name = connection.ops.quote_name(role)
    everything = "ALL TABLES IN SCHEMA public"
    trail = ", ".join(TRAIL)
    return [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"REVOKE CREATE ON SCHEMA public FROM {name}",
        f"REVOKE ALL ON {everything} FROM {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {everything} TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE ON {trail} FROM {name}",
        f"GRANT UPDATE ({', '.join(ERASABLE)}) ON base_auditchange TO {name}",
        f"REVOKE DELETE ON {HEAD} FROM {name}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name}",
    ]
