"""What every answer carries."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_every_answer_forbids_foreign_scripts(client: Client) -> None:
    headers = client.get("/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_an_english_browser_is_answered_in_vietnamese(client: Client) -> None:
    answer = client.get("/login/", headers={"accept-language": "en-US,en"})
    assert answer.headers["Content-Language"] == "vi"


def test_the_chosen_language_is_kept(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "en", "next": "/login/"})
    assert client.get("/login/").headers["Content-Language"] == "en"


def test_a_language_that_nobody_speaks_here_is_vietnamese(client: Client) -> None:
    client.cookies["django_language"] = "xx"
    assert client.get("/login/").headers["Content-Language"] == "vi"


def test_nothing_is_shown_to_somebody_who_is_not_signed_in(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
