"""Settings of signing in: allauth, axes, passwords, sessions, a provider of identities."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from thuctien.settings import environment

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses who is locked out
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"

# Passwords: NIST SP 800-63B (rev. 4), 3.1.1.2: length and a list of breached ones, nothing else.
BREACHED_PASSWORDS = environment.text("BREACHED_PASSWORDS")
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "thuctien.accounts.passwords.LengthValidator",
        "OPTIONS": {"shortest": environment.whole("PASSWORD_LENGTH", 12), "longest": 256},
    },
    {"NAME": "thuctien.accounts.passwords.OwnWordsValidator"},
    {"NAME": "thuctien.accounts.passwords.PatternValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "thuctien.accounts.passwords.BreachedPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # needs memory to guess; in Python itself
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 3600 * environment.whole("LINK_HOURS", 72)

# Sessions end after idle time; one that is used is renewed by accounts.middleware, not longer than
# a working day.
SESSION_COOKIE_AGE = 60 * environment.whole("IDLE_MINUTES", 60)
SESSION_LONGEST = timedelta(hours=environment.whole("SESSION_HOURS", 12))
REQUIRE_SECOND_FACTOR = environment.flag("REQUIRE_SECOND_FACTOR", default=True)
PROXIES = environment.whole("PROXIES", 0)

# The limits that allauth counts must hold over all processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

ACCOUNT_ADAPTER = "thuctien.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # only administrators write addresses
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Thực Tiễn] "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# axes counts failures by name and address; this stops many addresses that guess one account
# (NIST SP 800-63B, 3.2.2: at most 100).
ACCOUNT_RATE_LIMITS = {"login_failed": "100/h/key", "login": None}
ACCOUNT_FORMS = {
    "login": "thuctien.accounts.allauth_forms.SignInForm",
    "change_password": "thuctien.accounts.allauth_forms.PasswordChangeForm",
    "set_password": "thuctien.accounts.allauth_forms.PasswordSetForm",
    "reset_password": "thuctien.accounts.allauth_forms.PasswordForgottenForm",
    "reset_password_from_key": "thuctien.accounts.allauth_forms.PasswordByLinkForm",
    "reauthenticate": "thuctien.accounts.allauth_forms.PasswordAgainForm",
}

MFA_ADAPTER = "thuctien.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Thực Tiễn"
MFA_TOTP_TOLERANCE = 1  # clocks of office machines differ by half a minute
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "thuctien.accounts.allauth_forms.CodeForm",
    "reauthenticate": "thuctien.accounts.allauth_forms.CodeAgainForm",
    "activate_totp": "thuctien.accounts.allauth_forms.AppForm",
    "add_webauthn": "thuctien.accounts.allauth_forms.PasskeyForm",
    "edit_webauthn": "thuctien.accounts.allauth_forms.PasskeyNameForm",
}

AXES_FAILURE_LIMIT = environment.whole("LOCKOUT_FAILURES", 5)
AXES_COOLOFF_TIME = timedelta(minutes=environment.whole("LOCKOUT_MINUTES", 15))
AXES_LOCKOUT_PARAMETERS = "thuctien.accounts.lockouts.counted_by"
AXES_USERNAME_CALLABLE = "thuctien.accounts.lockouts.counted_name"
AXES_CLIENT_IP_CALLABLE = "thuctien.accounts.lockouts.client_address"
AXES_LOCKOUT_CALLABLE = "thuctien.accounts.lockouts.locked_out"
AXES_USERNAME_FORM_FIELD = "login"
AXES_SENSITIVE_PARAMETERS = [
    "login",
    "code",
    "credential",
    "oldpassword",
    "password1",
    "password2",
]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nobody keeps another out for ever
AXES_DISABLE_ACCESS_LOG = True  # the audit trail has it
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

OIDC_SERVER = environment.safe_address("OIDC_SERVER")
OIDC_ACCOUNT_CLAIM = environment.text("OIDC_ACCOUNT_CLAIM")
OIDC_BY_EMAIL = environment.flag("OIDC_BY_EMAIL", default=True)
SOCIALACCOUNT_ADAPTER = "thuctien.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # our adapter decides, and only it
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": environment.text("OIDC_NAME") or urlsplit(OIDC_SERVER).netloc,
                "client_id": environment.text("OIDC_CLIENT_ID"),
                "secret": environment.text("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC_SERVER
        else [],
        "OAUTH_PKCE_ENABLED": True,
    }
}


def form_targets() -> str:
    """Return where forms may lead: here, and to the provider that signing in is passed on to."""
    parts = urlsplit(OIDC_SERVER)
    return f"'self' {parts.scheme}://{parts.netloc}" if OIDC_SERVER else "'self'"
