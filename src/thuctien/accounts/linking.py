"""Which account belongs to whom a provider of identities has vouched for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from thuctien.base.models import User


def account_for(claims: Mapping[str, Any]) -> User | None:
    """Return the one open account that these claims name, or none.

    By the claim that the installation names (``THUCTIEN_OIDC_ACCOUNT_CLAIM``), equal to the user
    name; else by an e-mail address that the provider says it has verified. An address that two
    accounts share names neither: a guess would let somebody into another's account. A demo's sample
    accounts are never linked.
    """
    rows = User.objects.filter(is_active=True, is_sample=False)
    claim = settings.OIDC_ACCOUNT_CLAIM
    if claim and claims.get(claim):
        return rows.filter(username__iexact=str(claims[claim])).first()
    email = str(claims.get("email") or "")
    if settings.OIDC_BY_EMAIL and email and claims.get("email_verified") is True:
        found = list(rows.filter(email__iexact=email)[:2])
        return found[0] if len(found) == 1 else None
    return None


def is_consistent(answers: Mapping[str, Any]) -> bool:
    """Say whether the signed token and the provider's own answer are about the same person.

    OpenID Connect Core 1.0, 5.3.2: an answer about another subject than the token's must not be
    used; an answer without a token is no OpenID Connect at all.
    """
    token, told = answers.get("id_token") or {}, answers.get("userinfo") or {}
    return bool(token.get("sub")) and token.get("sub") == told.get("sub", token.get("sub"))
