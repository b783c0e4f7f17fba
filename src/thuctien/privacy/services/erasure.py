"""Make people anonymous for good: nothing undoes it.

What statistics need stays (sex, year of birth, posts, what was studied), without anything that says
who it was. The code of the person stays too: it means nothing outside this installation, and the
trail names records by it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import transaction
from django.db.models import CASCADE, Q
from django.db.models.functions import TruncYear
from django.utils import timezone

from thuctien.accounts.services.sessions import end_all_sessions
from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import User
from thuctien.engine.text.dates import Precision
from thuctien.engine.text.folding import fold
from thuctien.engine.text.ordering import name_key
from thuctien.people.models import Person
from thuctien.privacy.kept import HANDLING, NAMED, references
from thuctien.privacy.models import Fate
from thuctien.privacy.obligations import open_obligations
from thuctien.privacy.services.trail_values import erase_values

NAMELESS = "(đã xóa thông tin)"
"""The name of everybody who was erased."""
ROLES = frozenset({"base.roleheld", "base.delegation"})
"""Of what belongs to an account this stays: by which right something was done is still proven."""


class ObligationOpenError(Exception):
    """Something is still open with the person; ``codes`` says what."""

    def __init__(self, codes: Collection[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = list(codes)


@transaction.atomic
def erase_person(
    person: Person, *, reason: str, acting_user: ActingUser, despite: str = ""
) -> dict[str, int]:
    """Erase what is kept of a person; return the rows deleted or emptied, by reference.

    ``despite`` is the reason for doing it while an obligation is open. Raises ``PermissionDenied``,
    ``ValueError`` without a reason, or :class:`ObligationOpenError`.
    """
    require(acting_user, Action.ERASE_PERSON, person)
    if not reason.strip():
        raise ValueError("an erasure needs a reason")
    open_codes = open_obligations([person.pk], timezone.localdate()).get(person.pk, [])
    if open_codes and not despite.strip():
        raise ObligationOpenError(open_codes)
    counts = anonymise([person.pk], reason=reason, acting_user=acting_user)
    record(
        "privacy.person.erase",
        acting_user=acting_user,
        object_type="people.person",
        object_key=person.pk,
        after={"rows": counts, "open": open_codes, "despite": despite},
        reason=reason,
    )
    return counts


def anonymise(people: Collection[str], *, reason: str, acting_user: ActingUser) -> dict[str, int]:
    """Take from every room what says who these people were; return the rows changed by reference.

    The caller has asked for the right, and says on the trail that it was done. Raises
    ``KeyError`` for a reference of which nobody has said what erasure does: then nothing is erased.
    """
    counts: dict[str, int] = {}
    for reference in references():
        handling = HANDLING[reference.name]
        rows = unscoped(
            reference.model._default_manager.filter(**{f"{reference.column}__in": list(people)}),
            reason="erasure was granted",
        )
        if handling.fate is Fate.ERASE:
            counts[reference.name] = rows.delete()[0]
        elif handling.blanks:
            counts[reference.name] = rows.update(**handling.blanks)
    for label, columns in NAMED.items():
        condition = reduce(or_, (Q(**{f"{column}__in": list(people)}) for column in columns))
        copies = apps.get_model(label)._default_manager.filter(condition)
        counts[label] = unscoped(copies, reason="erasure was granted").delete()[0]
    accounts = _close_accounts(people)
    counts["base.user.person"] = len(accounts)
    counts["people.person"] = _make_nameless(people, timezone.localdate())
    counts["base.auditchange"] = erase_values(
        people, reason=reason, acting_user=acting_user
    ) + erase_values(
        accounts, reason=reason, acting_user=acting_user, about="base.user", of="base.user"
    )
    return counts


def _make_nameless(people: Collection[str], on: date) -> int:
    rows = unscoped(Person.objects.filter(pk__in=list(people)), reason="erasure was granted")
    return rows.update(
        full_name=NAMELESS,
        folded_name=fold(NAMELESS),
        name_order=name_key(NAMELESS),
        birth_date=TruncYear("birth_date"),
        birth_date_precision=Precision.YEAR,
        note="",
        personal_number="",
        passport_number="",
        erased_on=on,
    )


def _close_accounts(people: Collection[str]) -> list[str]:
    """Close the accounts of these people, and take their names out; return the keys."""
    accounts = User.objects.filter(person__in=list(people))
    for account in accounts:
        end_all_sessions(account)
        _delete_belongings(account)
        account.set_unusable_password()
        account.username = f"{account.pk}-erased"
        account.display_name = account.first_name = account.last_name = account.email = ""
        account.is_active = False
        account.person = None
        account.save()
    return [str(account.pk) for account in accounts]


def _delete_belongings(account: User) -> None:
    """Delete what would go with an account: addresses, keys, devices, letters, forms half typed."""
    for relation in User._meta.related_objects:
        model = relation.related_model
        if relation.on_delete is CASCADE and model._meta.label_lower not in ROLES:
            rows = model._default_manager.filter(**{relation.field.name: account})
            unscoped(rows, reason="erasure was granted").delete()
