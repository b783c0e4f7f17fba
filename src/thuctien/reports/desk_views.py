"""The first page of everybody: what waits for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuctien.base.acting import acting
from thuctien.base.rules import SIGNED_IN, rule
from thuctien.reports.desk import desk_of


@rule(SIGNED_IN)
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader, each with the one place to go."""
    today = timezone.localdate()
    items = desk_of(acting(request), today=today)
    return render(request, "reports/desk.html", {"items": items, "today": today})
