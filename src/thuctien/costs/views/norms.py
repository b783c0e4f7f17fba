"""Norms of cost: what holds on a day, what held before, and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.language import own_name
from thuctien.base.list_export import is_file_wanted
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.catalogue.selectors import code_names
from thuctien.costs.forms import NormForm, NormsForm
from thuctien.costs.list_exports import norms_workbook
from thuctien.costs.models import CostItem
from thuctien.costs.presenting import norm_row
from thuctien.costs.selectors.norms import norm_groups
from thuctien.costs.services.norms import NormExistsError, add_norm
from thuctien.costs.tables import NORMS
from thuctien.ui.formats import day


@rule(Action.READ_PUBLISHED)
def norms(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the norms in force on a day, each with those before and after it."""
    form = NormsForm(request.GET)
    form.offer("item", item_choices(), _("All items"))
    form.is_valid()
    on = form.cleaned_data.get("on") or timezone.localdate()
    names = code_names()
    rows = [norm_row(group, names) for group in norm_groups(on, form.value("item"))]
    if is_file_wanted(request):
        return norms_workbook(rows)
    context = {
        "form": form,
        "on": on,
        "rows": rows,
        "table": table_for(request, NORMS),
        "in_force": sum(row.group.current is not None for row in rows),
        "may_keep": can(acting(request), Action.KEEP_MONEY),
    }
    return render(request, "costs/norms.html", context)


@rule(Action.KEEP_MONEY)
def new_norm(request: HttpRequest) -> HttpResponse:
    """Take a norm that holds from a day on."""
    form = NormForm(code_names(), item_choices(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        valid_from = form.cleaned_data["valid_from"]
        try:
            add_norm(form.values(), valid_from=valid_from, acting_user=acting(request))
        except NormExistsError as error:
            form.add_error(
                "valid_from",
                _("A norm for the same begins on %(day)s; choose a later day.")
                % {"day": day(error.first_day)},
            )
        else:
            messages.success(request, _("The norm is stored."))
            return redirect("costs:norms")
    status = 400 if form.errors else 200
    return render(request, "costs/new_norm.html", {"form": form}, status=status)


def item_choices() -> list[tuple[str, str]]:
    """Return the items of cost as choices of a form, in their order."""
    rows = CostItem.objects.order_by("position", "item_id")
    return [
        (code, own_name(name, name_en))
        for code, name, name_en in rows.values_list("item_id", "name", "name_en")
    ]
