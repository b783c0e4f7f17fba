"""Rows about people cannot be read in a request by a query that forgot to ask who reads.

The default manager of a personal model makes queries that refuse to run within a request until
:func:`thuctien.base.access.visible` has narrowed them, or :func:`unscoped` let them go in so many
words. Commands and jobs are not requests: they act for the installation, and their services ask
:func:`thuctien.base.access.require`.
Writing is not guarded here: UPDATE and DELETE are of services, which ask the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.models import Manager, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.http import HttpRequest, HttpResponse
from typing_extensions import override

Row = TypeVar("Row", bound=Model)

_guarding: ContextVar[bool] = ContextVar("guarding", default=False)


class ScopeForgottenError(RuntimeError):
    """A query on people ran within a request without asking the policy."""


class GuardedQuery(Query):
    """SQL that is made only once somebody has decided whose rows it may read."""

    scope_decided = False

    @override
    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        """Return the compiler; raises :class:`ScopeForgottenError` where nobody asked."""
        if _guarding.get() and not self.scope_decided:
            name = self.model._meta.label if self.model else ""
            raise ScopeForgottenError(f"{name}: ask access.visible(...) which rows may be read")
        compiler: SQLCompiler = super().get_compiler(*args, **kwargs)
        return compiler


class GuardedManager(Manager[Row]):
    """The default manager of a personal model."""

    @override
    def get_queryset(self) -> QuerySet[Row]:
        """Return all rows, as a query that must be narrowed first."""
        return QuerySet(self.model, query=GuardedQuery(self.model), using=self._db)


def decided(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return the query as one of which somebody has decided whose rows it may read."""
    chosen = rows.all()
    if isinstance(chosen.query, GuardedQuery):
        chosen.query.scope_decided = True
    return chosen


def unscoped(rows: QuerySet[Row], *, reason: str) -> QuerySet[Row]:
    """Let a query go without narrowing it; ``reason`` says why no name can leak by it."""
    if not reason:
        raise ValueError("an unscoped query needs a reason")
    return decided(rows)


@contextmanager
def guarded() -> Iterator[None]:
    """Guard all queries made inside."""
    token = _guarding.set(True)
    try:
        yield
    finally:
        _guarding.reset(token)


def guard_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Guard all queries made while a request is answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with guarded():
            return get_response(request)

    return middleware
