"""The box in the header, as one types, and the page with everything that was found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuctien.base.acting import acting
from thuctien.base.lists import Asked
from thuctien.base.rules import SIGNED_IN, rule
from thuctien.search.selectors import find

MOST_AT_ONCE = 5
MOST_ON_THE_PAGE = 20


@rule(SIGNED_IN)
def search(request: HttpRequest) -> HttpResponse:
    """Show all that was found, by kind."""
    return _found(request, "search/search.html", MOST_ON_THE_PAGE)


@rule(SIGNED_IN)
def hits(request: HttpRequest) -> HttpResponse:
    """Answer the best of each kind, as the list under the box."""
    return _found(request, "search/hits.html", MOST_AT_ONCE)


def _found(request: HttpRequest, template: str, most: int) -> HttpResponse:
    text = Asked.of(request.GET).text
    groups = find(text, acting_user=acting(request), most=most)
    count = sum(len(group.hits) for group in groups)
    return render(request, template, {"text": text, "groups": groups, "count": count})
