"""The rules on service owed and compensation, and a new one of either."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names
from thuctien.costs.models import CommitmentRule, CompensationRule
from thuctien.costs.rule_forms import CommitmentRuleForm, CompensationRuleForm, RuleForm
from thuctien.costs.selectors.rules import all_rules
from thuctien.costs.services.rules import RuleExistsError, add_rule
from thuctien.ui.formats import day


@rule(Action.READ_PUBLISHED)
def rules(request: HttpRequest) -> HttpResponse:
    """List the rules of every date: what is owed, what is paid back, what may be taken off."""
    context = {
        "rules": all_rules(code_names()),
        "today": timezone.localdate(),
        "may_keep": can(acting(request), Action.KEEP_MONEY),
    }
    return render(request, "costs/rules.html", context)


@rule(Action.KEEP_MONEY)
def new_commitment_rule(request: HttpRequest) -> HttpResponse:
    """Take a rule on service owed that holds from a day on."""
    form = CommitmentRuleForm(code_names(), request.POST or None)
    return _take(request, form, CommitmentRule, _("New rule on service"))


@rule(Action.KEEP_MONEY)
def new_compensation_rule(request: HttpRequest) -> HttpResponse:
    """Take a rule on compensation that holds from a day on."""
    form = CompensationRuleForm(code_names(), request.POST or None)
    return _take(request, form, CompensationRule, _("New rule on compensation"))


def _take(
    request: HttpRequest,
    form: RuleForm,
    model: type[CommitmentRule] | type[CompensationRule],
    heading: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        valid_from, values = form.values()
        try:
            add_rule(model, values, valid_from=valid_from, acting_user=acting(request))
        except RuleExistsError as error:
            form.add_error(
                "valid_from",
                _("A rule for the same begins on %(day)s; choose a later day.")
                % {"day": day(error.first_day)},
            )
        else:
            messages.success(request, _("The rule is stored."))
            return redirect("costs:rules")
    context = {"form": form, "heading": heading}
    status = 400 if form.errors else 200
    return render(request, "costs/new_rule.html", context, status=status)
