"""Second factors of an account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa.models import Authenticator

from thuctien.base.models import User


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey, by the name that its owner gave it."""

    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """What an account can show besides its password."""

    app_added_at: datetime | None = None
    passkeys: Sequence[Passkey] = field(default_factory=tuple)
    recovery_codes_left: int | None = None

    @property
    def any(self) -> bool:
        """Say whether there is a second factor at all."""
        return self.app_added_at is not None or bool(self.passkeys)


def second_factors(user: User) -> SecondFactors:
    """Return the second factors of an account, by one query."""
    by_type: dict[str, list[Authenticator]] = {}
    for row in Authenticator.objects.filter(user=user).order_by("created_at"):
        by_type.setdefault(row.type, []).append(row)
    apps = by_type.get(Authenticator.Type.TOTP, [])
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES, [])
    return SecondFactors(
        apps[0].created_at if apps else None,
        tuple(
            Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
            for row in by_type.get(Authenticator.Type.WEBAUTHN, [])
        ),
        len(codes[0].wrap().get_unused_codes()) if codes else None,
    )
