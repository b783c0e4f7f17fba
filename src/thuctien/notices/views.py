"""Notices: the list, going to what one is about, marking them read, and how they come."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.language import page_language
from thuctien.base.lists import Asked, page_of
from thuctien.base.models import User
from thuctien.base.rules import rule
from thuctien.notices import selectors, services
from thuctien.notices.forms import PreferenceForm
from thuctien.notices.kinds import kinds, notice_text, title_text


@rule(Action.READ_NOTICE)
def notices(request: HttpRequest) -> HttpResponse:
    """List what the reader was told, newest first."""
    who, language = acting(request), page_language()
    page = page_of(selectors.notices(acting_user=who), Asked.of(request.GET).page)
    rows = [
        {
            "notice": notice,
            "title": title_text(notice.kind, language),
            "text": notice_text(notice.kind, notice.figures, language),
        }
        for notice in page.object_list
    ]
    return render(request, "notices/notices.html", {"page": page, "rows": rows})


@rule(Action.READ_NOTICE)
@require_GET
def go(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Lead to what a notice is about, and take it for read."""
    who = acting(request)
    notice = get_object_or_404(selectors.notices(acting_user=who), pk=notice_id)
    services.mark_read(notice, acting_user=who)
    return redirect(notice.link or "notices:notices")


@rule(Action.READ_NOTICE)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Take all notices for read."""
    services.mark_all_read(acting_user=acting(request))
    return redirect("notices:notices")


@rule(Action.READ_NOTICE)
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep how the reader wants to be told."""
    who = acting(request)
    user: User | None = who.user
    assert user is not None  # noqa: S101 - the rule lets nobody in who is not signed in
    form = PreferenceForm(
        request.POST or None,
        preference=selectors.preference_of(user),
        kinds=kinds(),
        shown_in=page_language(),
    )
    if request.method == "POST" and form.is_valid():
        services.set_preference(
            language=form.wanted_language(), ways=form.wanted_ways(), acting_user=who
        )
        messages.success(request, _("Your wishes are kept; they hold for what comes from now on."))
        return redirect("notices:preferences")
    context = {"form": form, "address": user.email, "mail_is_set_up": settings.MAIL_CONFIGURED}
    return render(request, "notices/preferences.html", context)
