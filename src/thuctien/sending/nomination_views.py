from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from thuctien.base.access import Action
from thuctien.base.rules import rule


@rule(Action.NOMINATE)
def of_class(request: HttpRequest, offered_id: int) -> HttpResponse:
    return HttpResponse()


@rule(Action.NOMINATE)
def one(request: HttpRequest, nomination_id: int) -> HttpResponse:
    return HttpResponse()


@rule(Action.SELECT)
def selection(request: HttpRequest, offered_id: int) -> HttpResponse:
    return HttpResponse()
