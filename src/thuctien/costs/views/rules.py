"""The rules on service owed and compensation, to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuctien.base.access import Action
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names
from thuctien.costs.selectors.rules import all_rules


@rule(Action.READ_PUBLISHED)
def rules(request: HttpRequest) -> HttpResponse:
    """List the rules of every date: what is owed, what is paid back, what may be taken off."""
    context = {"rules": all_rules(code_names()), "today": timezone.localdate()}
    return render(request, "costs/rules.html", context)
