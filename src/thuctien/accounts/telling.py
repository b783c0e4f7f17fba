"""Tell people what they may do from now on, and what no longer."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from thuctien.base.acting import ActingUser
from thuctien.base.models import Delegation, RoleHeld
from thuctien.base.policy import Role
from thuctien.engine.wording import Language
from thuctien.notices.services import tell

EVERYWHERE = {"vi": "toàn tỉnh", "en": "the whole province"}


def tell_of_role(held: RoleHeld, kind: str, *, acting_user: ActingUser) -> None:
    """Tell the holder that a role was given («role.granted») or taken back («role.revoked»)."""
    figures = {
        "role": _in_both_languages(Role(held.role)),
        "unit": held.unit.name if held.unit else EVERYWHERE,
        "valid_from": held.valid_from.isoformat(),
    }
    tell([held.user], kind, figures, link=reverse("accounts:account"), acting_user=acting_user)


def tell_of_delegation(lent: Delegation, kind: str, *, acting_user: ActingUser) -> None:
    """Tell the receiver that they may («delegation.given») act, or no longer («….ended»)."""
    figures = {
        "giver": str(lent.giver),
        "valid_from": lent.valid_from.isoformat(),
        "valid_to": lent.valid_to.isoformat(),
    }
    link = reverse("accounts:delegations")
    tell([lent.receiver], kind, figures, link=link, acting_user=acting_user)


def _in_both_languages(role: Role) -> dict[str, str]:
    labels = {}
    for language in Language:
        with translation.override(language.value):
            labels[language.value] = str(role.label)
    return labels
