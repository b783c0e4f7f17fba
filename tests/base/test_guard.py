"""A query on people that forgot to ask the policy does not run within a request."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.db import models
from django.db.models import Exists, OuterRef
from typing_extensions import override

from thuctien.base.access import unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.guard import GuardedManager, ScopeForgottenError, guarded
from thuctien.base.models import User

pytestmark = pytest.mark.django_db


class Secret(models.Model):
    """A row about somebody, over a table that exists."""

    username = models.TextField()

    objects: ClassVar[GuardedManager[Secret]] = GuardedManager()

    class Meta:
        app_label = "base"
        db_table = "base_user"
        managed = False

    @override
    def __str__(self) -> str:
        return self.username


def test_outside_a_request_the_installation_reads(officer: User) -> None:
    assert Secret.objects.count() == 1


@pytest.mark.parametrize(
    "read",
    [
        list,
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.filter(pk=1).first(),
        lambda rows: list(rows.values_list("username")),
        lambda rows: rows.aggregate(models.Max("pk")),
        lambda rows: list(rows.union(rows)),
        lambda rows: list(User.objects.filter(pk__in=rows.values("pk"))),
        lambda rows: list(User.objects.filter(Exists(rows.filter(pk=OuterRef("pk"))))),
        lambda rows: next(rows.iterator()),
    ],
)
def test_a_query_that_forgot_is_refused_and_one_let_go_runs(officer: User, read: object) -> None:
    assert callable(read)
    with guarded():
        with pytest.raises(ScopeForgottenError):
            read(Secret.objects.all())
        read(unscoped(Secret.objects.all(), reason="the test looks at it"))


def test_a_narrowed_query_keeps_running_when_it_is_narrowed_further(
    acting_officer: ActingUser,
) -> None:
    with guarded():
        rows = visible(User.objects.all(), acting_user=acting_officer)
        assert [user.pk for user in rows.filter(username="lan").order_by("pk")[:5]]


def test_letting_go_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        unscoped(Secret.objects.all(), reason="")
