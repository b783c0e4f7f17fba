"""Settings of the web: strict by default, opened by variables THUCTIEN_* (docs/settings.md)."""

from __future__ import annotations

from pathlib import Path

from thuctien.settings import environment
from thuctien.settings.accounts import *  # noqa: F403 - the settings of signing in
from thuctien.settings.accounts import form_targets
from thuctien.settings.database import database
from thuctien.settings.mail import *  # noqa: F403
from thuctien.settings.schedule import SCHEDULE

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
HOME = environment.home()
UPLOADS = HOME / "uploads"
KEPT = HOME / "kept"
RESULTS = HOME / "results"
MAX_UPLOAD_BYTES = environment.whole("MAX_UPLOAD_MIB", 64) * 2**20

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(HOME)
DATA_KEYS = environment.data_keys(HOME)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = environment.words("TRUSTED_ORIGINS")
DATABASES = {"default": database(environment.text("DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "thuctien.base",
    "thuctien.notices",
    "thuctien.catalogue",
    "thuctien.people",
    "thuctien.documents",
    "thuctien.accounts",
    "thuctien.intake",
    "thuctien.needs",
    "thuctien.sending",
    "thuctien.costs",
    "thuctien.scenarios",
    "thuctien.replanning",
    "thuctien.classes",
    "thuctien.reports",
    "thuctien.privacy",
    "thuctien.search",
    "thuctien.ui",
    # After our rooms, so that our pages stand before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
]

MIDDLEWARE = [
    "thuctien.accounts.middleware.forwarded_address",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thuctien.base.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thuctien.base.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thuctien.accounts.middleware.session_age",
    "thuctien.base.signing_in.SignInFirst",
    "thuctien.accounts.middleware.SecondFactorFirst",
    "thuctien.base.rules.AskRules",
    "thuctien.base.guard.guard_requests",
    "django.contrib.messages.middleware.MessageMiddleware",
    "thuctien.base.once.once",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "thuctien.urls"
WSGI_APPLICATION = "thuctien.wsgi.application"
ASGI_APPLICATION = "thuctien.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thuctien.base.context.access",
                "thuctien.notices.context.unread",
            ],
        },
    }
]

AUTH_USER_MODEL = "base.User"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = UPLOADS
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
PERIODIC_WORK = SCHEDULE
JOB_LISTENERS: tuple[str, ...] = ("thuctien.notices.about_jobs.tell_of_job",)
"""Functions that are called with every job that ends, in the transaction of its end."""
TEACHING = "thuctien.classes.teaching.half_days_by_lecturer_kind"
"""The function that says who teaches a plan's classes, for what they cost."""

# Behind a proxy that speaks TLS, set THUCTIEN_HTTPS=1; the demo on 127.0.0.1 has no certificate.
HTTPS = environment.flag("HTTPS")
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    f"object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action {form_targets()}"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "INFO")},
}
