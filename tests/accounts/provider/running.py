"""Starts and ends the provider."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from thuctien.base.serving import free_port

CLIENT_ID, CLIENT_SECRET = "thuctien", "bi-mat-cua-bai-thu"
START_SECONDS = 60
_USERS = """
from django.contrib.auth.models import User
from oauth2_provider.models import Application
for name, email in {users!r}:
    User.objects.create(username=name, email=email)
Application.objects.create(
    client_id={client_id!r}, client_secret={client_secret!r}, client_type="confidential",
    authorization_grant_type="authorization-code", redirect_uris={redirects!r},
    algorithm="RS256", skip_authorization=True,
)
"""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that answers."""

    server: str
    """Its address as an issuer of tokens."""


@contextmanager
def running_provider(
    home: Path, users: Iterable[tuple[str, str]], redirects: Iterable[str]
) -> Iterator[Provider]:
    """Run a provider that knows these users (name, address) and leads back to these addresses."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    (home / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    port = free_port(9400 + os.getpid() % 1000)
    environment = {
        **os.environ,
        "PROVIDER_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tests.accounts.provider.settings",
        "OAUTHLIB_INSECURE_TRANSPORT": "1",
        "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
    }
    manage = [sys.executable, "-m", "django"]
    made = _USERS.format(
        users=list(users),
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        redirects=" ".join(redirects),
    )
    for command in (["migrate", "--verbosity", "0"], ["shell", "--command", made]):
        subprocess.run([*manage, *command], env=environment, check=True, capture_output=True)
    serve = [*manage, "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            provider = Provider(f"http://localhost:{port}/o")
            _wait_until_it_answers(provider.server)
            yield provider
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)


def _wait_until_it_answers(server: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(f"{server}/.well-known/openid-configuration", timeout=5):  # noqa: S310
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
