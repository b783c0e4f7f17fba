"""How the libraries of signing in behave here: in our words, on our trail, by our rules."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, NoReturn

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage
from typing_extensions import override

from thuctien.accounts.linking import account_for, is_consistent
from thuctien.accounts.lockouts import client_address, counted_name, locked_out
from thuctien.accounts.mail import send_change, send_link
from thuctien.accounts.middleware import begin_session
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import User
from thuctien.base.sealing import seal, unseal

CHANGES: Mapping[str, tuple[str, str | Promise]] = {
    "account/email/password_changed": (
        "accounts.password.change",
        _("The password of your account was changed."),
    ),
    "account/email/password_reset": (
        "accounts.password.reset",
        _("The password of your account was chosen anew, by a link."),
    ),
    "account/email/password_set": (
        "accounts.password.set",
        _("A password was chosen for your account."),
    ),
    "mfa/email/totp_activated": (
        "accounts.app.add",
        _("An application for codes was added to your account."),
    ),
    "mfa/email/totp_deactivated": (
        "accounts.app.remove",
        _("The application for codes was removed from your account."),
    ),
    "mfa/email/webauthn_added": (
        "accounts.passkey.add",
        _("A passkey was added to your account."),
    ),
    "mfa/email/webauthn_removed": (
        "accounts.passkey.remove",
        _("A passkey was removed from your account."),
    ),
    "mfa/email/recovery_codes_generated": (
        "accounts.recovery_codes.make",
        _("New recovery codes were made for your account; the old ones no longer work."),
    ),
    "socialaccount/email/account_connected": (
        "accounts.provider.link",
        _("Your account was linked to the sign-in of another provider."),
    ),
}
"""What allauth tells of an account's safety: the act on the trail, the sentence for its owner."""
MESSAGES: Mapping[str, str | Promise] = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("The application is added."),
    "mfa/messages/totp_deactivated.txt": _("The application is removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes are made."),
}
"""What allauth says on the next page; of the rest, as «signed in», nothing needs to be said."""
_ADDED = {"mfa/email/totp_activated": "totp", "mfa/email/webauthn_added": "webauthn"}


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by user name or e-mail; nobody makes an account for oneself."""

    error_messages: Mapping[str, str | Promise] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The address or the password is not right."),
        "username_password_mismatch": _("The user name or the password is not right."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right, or was used already."),
        "incorrect_password": _("This is not your password."),
        "invalid_login": _("The user name or the password is not right."),
        "invalid_or_expired_key": _("This link has been used, or is too old."),
        "invalid_password_reset": _("This link has been used, or is too old."),
        "rate_limited": _("Too many tries in a short time; please wait a while."),
        "too_many_login_attempts": _("Too many tries in a short time; please wait a while."),
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or ""

    @override
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by account, whether its name or its address was typed."""
        return counted_name(request, credentials)

    @override
    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        failures = getattr(request, "axes_failures_since_start", None)
        if failures is not None:
            note_failure(request, "password", credentials.get("username", ""), failures)
        if getattr(request, "axes_locked_out", False):
            raise ImmediateHttpResponse(locked_out(request))

    @override
    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        begin_session(request)
        methods = [entry["method"] for entry in get_authentication_records(request, user)]
        record(
            "accounts.sign_in",
            acting_user=ActingUser(user=user, address=client_address(request)),
            object_type="base.user",
            object_key=str(user.pk),
            after={"methods": methods},
        )
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    @override
    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record(
                "accounts.sign_out",
                acting_user=ActingUser(user=request.user, address=client_address(request)),
                object_type="base.user",
                object_key=str(request.user.pk),
            )
        super().logout(request)

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/account/"

    @override
    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Say whether to ask for the password again; who has just signed in has shown it."""
        needed: bool = super().is_reauthentication_required(app=app, **kwargs)
        request = context.request
        records = get_authentication_records(request, request.user)
        latest: float = records[-1]["at"] if records else 0.0
        return needed and time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    @override
    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say what allauth says, in our words."""
        sentence = kwargs.get("message") or MESSAGES.get(message_template or "")
        if sentence:
            messages.add_message(request, level, str(sentence))

    @override
    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        if not user.is_sample:
            send_link(user, context["password_reset_url"])

    @override
    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Put a change of an account's safety on the trail, and tell its owner by mail."""
        action, sentence = CHANGES[template_prefix]
        record(
            action,
            acting_user=ActingUser(user=user, address=client_address(self.request)),
            object_type="base.user",
            object_key=str(user.pk),
        )
        if template_prefix in _ADDED:
            record_authentication(self.request, user, "mfa", type=_ADDED[template_prefix])
        send_change(user, str(sentence))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, their secrets sealed as other personal data is."""

    error_messages: Mapping[str, str | Promise] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("This second step cannot be removed."),
        "cannot_generate_recovery_codes": _("Add an application for codes or a passkey first."),
        "incorrect_code": _("This code is not right, or was used already."),
    }

    @override
    def encrypt(self, text: str) -> str:
        return str(seal(text, findable=False))

    @override
    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    @override
    def build_totp_svg(self, url: str) -> str:
        """Draw the code dark on white in either theme, or no camera reads it."""
        drawn = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(drawn.to_string(encoding="unicode"))

    @override
    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Signing in with a provider of identities: only to an account that exists already."""

    @override
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    @override
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if not is_consistent(sociallogin.account.extra_data):
            self._refuse(request, "failed")
        if sociallogin.state.get("process") != "login":
            self._refuse(request, "failed")
        if sociallogin.is_existing:
            return
        user = account_for(sociallogin.account.get_provider_account().get_user_data() or {})
        if user is None:
            self._refuse(request, "unknown")
        sociallogin.connect(request, user)

    @override
    def on_authentication_error(
        self, request: HttpRequest, provider: object, *args: Any, **kwargs: Any
    ) -> None:
        self._refuse(request, "failed")

    def _refuse(self, request: HttpRequest, cause: str) -> NoReturn:
        page = render(request, "accounts/provider_refused.html", {"cause": cause}, status=403)
        raise ImmediateHttpResponse(page)


def note_failure(request: HttpRequest, step: str, name: str, failures: int) -> None:
    """Put a failed try on the trail, where the account exists; what was typed never is."""
    user = User.objects.filter(username__iexact=name).first()
    if user is None:
        user = User.objects.filter(email__iexact=name).first() if "@" in name else None
    if user is None:
        return
    record(
        "accounts.sign_in.refuse",
        acting_user=ActingUser(user=None, address=client_address(request)),
        object_type="base.user",
        object_key=str(user.pk),
        after={
            "step": step,
            "failures": failures,
            "locked": failures >= settings.AXES_FAILURE_LIMIT,
        },
    )
