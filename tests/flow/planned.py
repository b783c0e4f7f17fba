"""An installation with a planned province, and an account that holds the roles that see most."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from tests.flow.installation import running_installation
from tests.migrated import migrated_home

PEOPLE = 1000
SESSION_COOKIE = "sessionid"
ROLES = ("province_officer", "auditor", "administrator")

_FILL = ("demo", "--people", str(PEOPLE), "--time-limit", "3", "--no-serve")
_SIGN_IN = """
import time
from importlib import import_module
from datetime import date
from allauth.account.internal.flows import login
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from thuctien.base.models import RoleHeld, User
user, made = User.objects.get_or_create(username="{username}")
if made:
    user.set_password("mat-khau-cua-{username}")
    user.is_sample = True
    user.save()
    for role in {roles}:
        RoleHeld.objects.create(user=user, role=role, valid_from=date(2020, 1, 1))
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{{"method": "password", "at": time.time()}}]
session.create()
print("session", session.session_key)
"""
_ASK_FOR_WORK = """
from datetime import date, timedelta
from django.core.files.base import ContentFile
from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.classes.services.planning import request_plan
from thuctien.documents.content import Content
from thuctien.documents.kinds import KindId
from thuctien.documents.models import IssuingBody
from thuctien.documents.services.drafting import draft_document
from thuctien.documents.services.numbering import number_document
from thuctien.documents.services.signing import attach_scan
from thuctien.intake.services.asking import request_pairs
from thuctien.intake.services.lists import hand_in
from thuctien.engine.scenarios.changes import EndRequirement
from thuctien.people.models import Person, Unit
from thuctien.replanning.models import EventKind
from thuctien.replanning.services.asking import request_ways
from thuctien.replanning.services.keeping import add_event, create_revision
from thuctien.scenarios.services.asking import request_result
from thuctien.scenarios.services.changing import add_change
from thuctien.scenarios.services.keeping import create_scenario
from thuctien.sending.models import PlannedClass
who = ActingUser(user=User.objects.get(username="{username}"))
thought = create_scenario(name="Bỏ một yêu cầu", year=2027, note="", acting_user=who)
ended = EndRequirement(requirement_id="YC-CCLL-LD", from_day=date(2027, 1, 1))
add_change(thought, ended, acting_user=who)
request_result(thought, acting_user=who)
known = Person.objects.filter(current_unit__depth__gt=1).order_by("pk")[0]
last = PlannedClass.objects.filter(plan__is_current=True).order_by("-starts_on", "pk")[0]
day = last.starts_on - timedelta(weeks=4)
adjusted = create_revision(last.plan, today=day, acting_user=who)
add_event(adjusted, EventKind.CANCELLED, {{"class_id": last.class_id}}, acting_user=who)
request_ways(adjusted, acting_user=who)
body = IssuingBody.objects.filter(signers__isnull=False).first()
about = Content(abstract="Về việc cử công chức đi học", articles=("Cử 02 công chức.",))
paper = draft_document(
    kind=KindId.DECISION,
    body=body,
    content=about,
    on=date.today(),
    signer=body.signers.first(),
    acting_user=who,
)
approver = ActingUser(user=User.objects.get(username="pheduyet"))
number_document(paper, on=date.today(), acting_user=approver)
scan = ContentFile(b"%PDF-1.7", name="ban-ky.pdf")
attach_scan(paper, scan, signed_on=date.today(), acting_user=who)
rows = [
    "STT,Họ và tên,Ngày sinh,Giới tính,Chức vụ",
    f"1,{{known.full_name}},{{known.birth_date:%d/%m/%Y}},Nam,Chuyên viên",
    "2,Nguyễn Thị Mới,31/02/1990,Nữ,Chuyên viên",
    "3,Trần Văn Thử,12/05/1985,,Văn thư",
]
twin = Person.objects.get(pk=known.pk)
twin.pk, twin.personal_number = "TWIN", ""
twin.save(force_insert=True)
request_pairs(known.current_unit, acting_user=who)
file = ContentFile("\\n".join(rows).encode(), name="danh-sach.csv")
hand_in(file, unit=known.current_unit, as_of=date(2026, 12, 31), acting_user=who)
print("job", request_plan(year=2027, seed=7, time_limit=1, acting_user=who).pk)
"""
JOB_SECONDS = 120
_RUNNING = "every 1s"


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
    migrated_home(home)
    _manage(home, *_FILL)
    username = "nhieu-vai"
    session = _session(home, username, ROLES)
    work = _ASK_FOR_WORK.format(username=username)
    printed = _manage(home, "shell", "--verbosity", "0", "--command", work)
    last_job = int(printed.split("job", 1)[1].split()[0])
    with running_installation(home, port) as running:
        _wait_for_job(f"{running.address}/jobs/{last_job}/", session)
        yield Planned(running.address, home, session, username)


def _wait_for_job(url: str, session: str) -> None:
    """Jobs run one after the other, so the others have ended when the last has."""
    request = Request(url, headers={"Cookie": f"{SESSION_COOKIE}={session}"})  # noqa: S310 - our own
    deadline = time.monotonic() + JOB_SECONDS
    while time.monotonic() < deadline:
        with urlopen(request, timeout=30) as answer:  # noqa: S310 - our own http
            if _RUNNING not in answer.read().decode():
                return
        time.sleep(0.5)
    raise RuntimeError(f"the job {url} has not ended")


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
