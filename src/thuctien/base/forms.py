"""Signing in."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm

from thuctien.ui.forms import style_fields


class SignInForm(AuthenticationForm):
    """Django's form in the look of the design system."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        style_fields(self)
