"""What the provider says of its users."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from oauth2_provider.oauth2_validators import OAuth2Validator

from tests.accounts.provider.faults import (
    EXPIRED,
    OTHER_AUDIENCE,
    OTHER_ISSUER,
    OTHER_SUBJECT,
    UNVERIFIED,
)


class Claims(OAuth2Validator):
    """Tokens with name and address; faulty ones for some users."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        """Return the claims of a user, in the token and in the answer about the user."""
        user = request.user
        return {
            "preferred_username": user.username,
            "email": user.email,
            "email_verified": not user.username.startswith(UNVERIFIED),
        }

    def get_userinfo_claims(self, request: HttpRequest) -> dict[str, Any]:
        """Return the answer about a user, for one of them about another."""
        told: dict[str, Any] = super().get_userinfo_claims(request)
        if told["preferred_username"].startswith(OTHER_SUBJECT):
            told["sub"] = "somebody-else"
        return told

    def get_id_token_dictionary(
        self, token: Any, token_handler: Any, request: Any
    ) -> tuple[dict[str, Any], Any]:
        """Return what a token says, with the fault that the user's name asks for."""
        said, expires_at = super().get_id_token_dictionary(token, token_handler, request)
        name = request.user.username
        if name.startswith(OTHER_ISSUER):
            said["iss"] = "https://other.example"
        if name.startswith(OTHER_AUDIENCE):
            said["aud"] = ["another-client"]
        if name.startswith(EXPIRED):
            said["exp"] = int(said["iat"]) - 3600
        return said, expires_at
