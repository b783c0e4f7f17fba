"""The mail server of an installation; without one, people are told in the application only."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from thuctien.settings import environment

SECURITIES = ("none", "starttls", "tls")

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_PORT = environment.whole("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD")
EMAIL_TIMEOUT = environment.whole("EMAIL_TIMEOUT", 20)
"""Seconds that the server may be silent."""
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "thuctien@localhost")
MAIL_CONFIGURED = bool(EMAIL_HOST)
SITE_URL = environment.text("SITE_URL").rstrip("/")
"""Where people reach this installation; without it letters name no address."""

_security = environment.text("EMAIL_SECURITY", "none")
if _security not in SECURITIES:
    raise ImproperlyConfigured(
        f"THUCTIEN_EMAIL_SECURITY must be one of {', '.join(SECURITIES)}, not {_security!r}."
    )
EMAIL_USE_TLS = _security == "starttls"
EMAIL_USE_SSL = _security == "tls"
