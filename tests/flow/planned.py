"""An installation with a planned province, and an account that holds the roles that see most."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.flow.installation import running_installation

PEOPLE = 400
SESSION_COOKIE = "sessionid"
ROLES = ("province_officer", "auditor", "administrator")

_FILL = ("demo", "--people", str(PEOPLE), "--time-limit", "3", "--no-serve")
_SIGN_IN = """
from importlib import import_module
from datetime import date
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from thuctien.base.models import RoleHeld, User
user, made = User.objects.get_or_create(username="{username}")
if made:
    user.set_password("mat-khau-cua-{username}")
    user.save()
    for role in {roles}:
        RoleHeld.objects.create(user=user, role=role, valid_from=date(2020, 1, 1))
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
print("session", session.session_key)
"""
_ASK_FOR_A_JOB = """
from thuctien.base.acting import SYSTEM
from thuctien.classes.services.planning import request_plan
request_plan(year=2027, seed=7, time_limit=1, acting_user=SYSTEM)
"""


@dataclass(frozen=True, slots=True)
class Planned:
    """Where it answers, and how to come in."""

    address: str
    home: Path
    session: str
    username: str

    def cookie(self, session: str = "") -> dict[str, str]:
        """Return the cookie of a session, by default of the account that sees most."""
        return {"name": SESSION_COOKIE, "value": session or self.session, "url": self.address}

    def signed_in(self, username: str, *roles: str) -> str:
        """Return a new session of an account; one that does not exist is made with these roles."""
        return _session(self.home, username, roles)


@contextmanager
def planned_installation(home: Path, port: int) -> Iterator[Planned]:
    """Give an installation with a small planned province, served until the block ends."""
    _manage(home, "migrate", "--verbosity", "0")
    _manage(home, *_FILL)
    _manage(home, "shell", "--verbosity", "0", "--command", _ASK_FOR_A_JOB)
    username = "nhieu-vai"
    session = _session(home, username, ROLES)
    with running_installation(home, port) as running:
        yield Planned(running.address, home, session, username)


def _session(home: Path, username: str, roles: tuple[str, ...]) -> str:
    code = _SIGN_IN.format(username=username, roles=roles)
    printed = _manage(home, "shell", "--verbosity", "0", "--command", code)
    return printed.split("session", 1)[1].split()[0]


def _manage(home: Path, *command: str) -> str:
    environment = {**os.environ, "THUCTIEN_HOME": str(home)}
    environment.pop("THUCTIEN_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "thuctien", *command],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout
