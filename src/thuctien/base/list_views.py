"""How a reader likes the lists: saving and deleting filters, choosing columns."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, visible
from thuctien.base.acting import acting
from thuctien.base.models import SavedFilter
from thuctien.base.rules import rule
from thuctien.base.services.lists import delete_filter, hide_columns, save_filter


@rule(Action.KEEP_LISTS)
@require_POST
def save(request: HttpRequest, list_name: str) -> HttpResponse:
    """Keep what is asked of a list under a name."""
    try:
        kept = save_filter(
            list_name,
            request.POST.get("name", ""),
            request.POST.get("query", ""),
            acting_user=acting(request),
        )
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The filter “%(name)s” is saved.") % {"name": kept.name})
    return _back(request)


@rule(Action.KEEP_LISTS)
@require_POST
def delete(request: HttpRequest, filter_id: int) -> HttpResponse:
    """Forget a filter."""
    mine = visible(SavedFilter.objects.all(), acting_user=acting(request))
    kept = get_object_or_404(mine, pk=filter_id)
    delete_filter(kept, acting_user=acting(request))
    messages.success(request, _("The filter “%(name)s” is deleted.") % {"name": kept.name})
    return _back(request)


@rule(Action.KEEP_LISTS)
@require_POST
def columns(request: HttpRequest, list_name: str) -> HttpResponse:
    """Show the columns that are ticked, leave the others out."""
    offered, shown = set(request.POST.getlist("offered")), set(request.POST.getlist("shown"))
    hide_columns(list_name, offered - shown, acting_user=acting(request))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if is_ours else "/")
