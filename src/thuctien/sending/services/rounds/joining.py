"""Who joined a class and who did not, as the agency reports it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thuctien.base.acting import ActingUser
from thuctien.sending.models import Nomination
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.services.nominations import mark_joined, mark_not_joined


@transaction.atomic
def report_joined(
    nominations: Sequence[Nomination],
    *,
    joined: bool,
    reason: str = "",
    acting_user: ActingUser,
) -> list[Nomination]:
    """Report for an agency that people joined their class, or did not and why.

    Raises ``PermissionDenied``, or ``RefusedError`` where nobody is named, a reason is missing, the
    class has not begun, or somebody was not decided on.
    """
    if not nominations:
        raise RoundError("nobody_chosen")
    if joined:
        return mark_joined(nominations, acting_user=acting_user)
    if not reason.strip():
        raise RoundError("say_why")
    return mark_not_joined(nominations, reason=reason, acting_user=acting_user)
