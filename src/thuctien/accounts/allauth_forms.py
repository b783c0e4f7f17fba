"""The forms of allauth in our words and our look; what they check stays allauth's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import BaseForm, CharField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from thuctien.accounts.adapters import note_failure
from thuctien.accounts.lockouts import code_failed, code_succeeded, locked_out, may_try_code
from thuctien.base.models import User
from thuctien.ui.forms import style_fields

Words = Mapping[str, Any]
"""Texts, translated where they are shown."""
gettext_noop("You must type the same password each time.")  # what allauth says; it has no vi
NEW_PASSWORD: Words = {"password1": _("New password"), "password2": _("New password, again")}


class OurWords(BaseForm):
    """Gives a form's fields our labels and look, without the grey words inside the fields."""

    labels: ClassVar[Words] = {}
    helps: ClassVar[Words] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
        if "password1" in self.fields:
            self.fields["password1"].help_text = " ".join(password_validators_help_texts())
        style_fields(self)


class SignInForm(OurWords, account.LoginForm):
    """A user name or an address, and the password."""

    labels: ClassVar[Words] = {"login": _("User name or e-mail"), "password": _("Password")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocomplete="username", autofocus=True)


class PasswordChangeForm(OurWords, account.ChangePasswordForm):
    """The present password and, twice, the new one."""

    labels: ClassVar[Words] = {"oldpassword": _("Present password"), **NEW_PASSWORD}


class PasswordSetForm(OurWords, account.SetPasswordForm):
    """A first password, twice."""

    labels: ClassVar[Words] = NEW_PASSWORD


class PasswordByLinkForm(OurWords, account.ResetPasswordKeyForm):
    """A password by the one-time link, twice."""

    labels: ClassVar[Words] = NEW_PASSWORD


class PasswordForgottenForm(OurWords, account.ResetPasswordForm):
    """The address to which a link goes."""

    labels: ClassVar[Words] = {"email": _("E-mail address of your account")}


class PasswordAgainForm(OurWords, account.ReauthenticateForm):
    """The password, before something that matters."""

    labels: ClassVar[Words] = {"password": _("Password")}


class _CountedCode(OurWords, mfa.BaseAuthenticateForm):
    """A code whose wrong tries count for the lock-out, whatever kind of code it is."""

    labels: ClassVar[Words] = {"code": _("Code")}
    helps: ClassVar[Words] = {"code": _("Six digits from the application, or a recovery code.")}
    user: User

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(autofocus=True)

    def clean_code(self) -> str:
        """Return a right code; raises where it is wrong, or where too many were."""
        request = context.request
        if not may_try_code(request, self.user):
            raise ImmediateHttpResponse(locked_out(request))
        code: str = super().clean_code()
        code_succeeded(self.user)
        return code

    def _emit_authentication_failed(self, authenticator: object) -> None:
        super()._emit_authentication_failed(authenticator)
        request = context.request
        code_failed(request, self.user)
        note_failure(
            request, "code", self.user.get_username(), request.axes_failures_since_start or 0
        )
        if request.axes_locked_out:
            raise ImmediateHttpResponse(locked_out(request))


class CodeForm(_CountedCode, mfa.AuthenticateForm):
    """The code that signing in asks for."""


class CodeAgainForm(_CountedCode, mfa.ReauthenticateForm):
    """A code, before something that matters."""


class AppForm(OurWords, ActivateTOTPForm):
    """The first code of a new application."""

    labels: ClassVar[Words] = {"code": _("Code that the application shows")}
    helps: ClassVar[Words] = {"code": _("Six digits; a new one comes every half minute.")}


class PasskeyForm(OurWords, AddWebAuthnForm):
    """A passkey, and how to call it."""

    labels: ClassVar[Words] = {
        "name": _("Name of this passkey"),
        "passwordless": _("Sign in with it alone, without a password"),
    }
    helps: ClassVar[Words] = {
        "passwordless": _("The device then asks for your fingerprint, face or PIN each time."),
    }


class PasskeyNameForm(OurWords, EditWebAuthnForm):
    """Another name for a passkey."""

    labels: ClassVar[Words] = {"name": _("Name of this passkey")}
    name = CharField(max_length=100)
