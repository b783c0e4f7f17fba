"""Signing in, one's own account, and the accounts that administrators keep.

Of allauth's pages only those are here that we have; nobody makes an account for oneself. The names
without a room are allauth's own, by which it finds its pages.
"""

from __future__ import annotations

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as provider
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from thuctien.accounts import own_views, views
from thuctien.base.rules import OPEN, SIGNED_IN, rule


class Base36(StringConverter):
    """A number as allauth writes it into links; a dash ends it."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

signing_in = [
    path("login/", rule(OPEN)(allauth.login), name="login"),
    path("login/", allauth.login, name="account_login"),
    path("login/code/", rule(OPEN)(mfa.authenticate), name="mfa_authenticate"),
    path("login/passkey/", rule(OPEN)(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("login/closed/", rule(OPEN)(allauth.account_inactive), name="account_inactive"),
    path("login/with/<slug:provider_id>/", rule(OPEN)(provider.login), name="openid_connect_login"),
    path(
        "login/with/<slug:provider_id>/back/",
        rule(OPEN)(provider.callback),
        name="openid_connect_callback",
    ),
    path("logout/", rule(SIGNED_IN)(allauth.logout), name="logout"),
    path("logout/", allauth.logout, name="account_logout"),
    path("password/", rule(OPEN)(allauth.password_reset), name="account_reset_password"),
    path(
        "password/sent/",
        rule(OPEN)(allauth.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "password/<base36:uidb36>-<str:key>/",
        rule(OPEN)(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        rule(OPEN)(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]

safety = [
    path("password/", rule(SIGNED_IN)(allauth.password_change), name="account_change_password"),
    path("password/set/", rule(SIGNED_IN)(allauth.password_set), name="account_set_password"),
    path("again/", rule(SIGNED_IN)(allauth.reauthenticate), name="account_reauthenticate"),
    path("again/code/", rule(SIGNED_IN)(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        rule(SIGNED_IN)(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("app/add/", rule(SIGNED_IN)(totp.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", rule(SIGNED_IN)(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("passkeys/add/", rule(SIGNED_IN)(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        rule(SIGNED_IN)(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "passkeys/<int:pk>/name/", rule(SIGNED_IN)(webauthn.edit_webauthn), name="mfa_edit_webauthn"
    ),
    path("codes/", rule(SIGNED_IN)(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "codes/make/",
        rule(SIGNED_IN)(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]

own = [
    path("", own_views.account, name="account"),
    path("second-step/", own_views.second_factor, name="second_factor"),
    path("sessions/<int:session_id>/end/", own_views.end_session, name="end_session"),
    path("sessions/end/", own_views.end_other_sessions, name="end_other_sessions"),
    path("delegations/", own_views.delegations, name="delegations"),
    path("delegations/new/", own_views.delegate, name="delegate"),
    path("delegations/<int:delegation_id>/end/", own_views.end_delegation, name="end_delegation"),
    path("delegations/<int:delegation_id>/act/", own_views.start_acting, name="start_acting"),
    path("delegations/stop/", own_views.stop_acting, name="stop_acting"),
]

kept = [
    path("", views.accounts, name="accounts"),
    path("new/", views.new_account, name="new"),
    path("<int:user_id>/", views.one, name="one"),
    path("<int:user_id>/change/", views.change, name="change"),
    path("<int:user_id>/link/", views.make_link, name="make_link"),
    path("<int:user_id>/close/", views.close, name="close"),
    path("<int:user_id>/reopen/", views.reopen, name="reopen"),
    path("<int:user_id>/lockout/", views.lift_lockout, name="lift_lockout"),
    path("<int:user_id>/factors/", views.remove_second_factors, name="remove_second_factors"),
    path("<int:user_id>/roles/", views.grant, name="grant"),
    path("<int:user_id>/roles/<int:held_id>/revoke/", views.revoke, name="revoke"),
]

rooms = [path("account/", include(own)), path("accounts/", include(kept))]

urlpatterns = [
    path("", include((rooms, "accounts"))),
    path("", include(signing_in)),
    path("account/", include(safety)),
    path("account/", own_views.account, name="mfa_index"),
    path("account/", own_views.account, name="mfa_list_webauthn"),
]
