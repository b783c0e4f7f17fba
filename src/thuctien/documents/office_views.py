"""Pages of an office: its bodies, who signs for them, and its templates."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.documents.fields import FIELDS
from thuctien.documents.forms import SignerForm
from thuctien.documents.models import IssuingBody, Signer, Template
from thuctien.documents.numbering import number_text
from thuctien.documents.rendering import file_of
from thuctien.documents.services.signers import add_signer, end_signer
from thuctien.documents.views import WORD
from thuctien.ui.formats import language

EXAMPLE = 5


@rule(Action.READ_DOCUMENTS)
def bodies(request: HttpRequest) -> HttpResponse:
    """Show the bodies that issue documents, and who signs for them."""
    return _bodies(request, SignerForm())


@rule(Action.MANAGE_TEMPLATES)
@require_POST
def new_signer(request: HttpRequest, body_id: str) -> HttpResponse:
    """Let somebody sign for a body."""
    body, form = get_object_or_404(IssuingBody, pk=body_id), SignerForm(request.POST)
    if not form.is_valid():
        return _bodies(request, form, wrong=body)
    add_signer(body, **form.cleaned_data, acting_user=acting(request))
    messages.success(request, _("The signer is added."))
    return redirect("documents:bodies")


@rule(Action.MANAGE_TEMPLATES)
@require_POST
def stop_signer(request: HttpRequest, signer_id: int) -> HttpResponse:
    """Let somebody sign no longer, from tomorrow on."""
    signer = get_object_or_404(Signer, pk=signer_id)
    try:
        end_signer(signer, last_day=timezone.localdate(), acting_user=acting(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("From tomorrow on this person does not sign."))
    return redirect("documents:bodies")


@rule(Action.READ_DOCUMENTS)
def templates(request: HttpRequest) -> HttpResponse:
    """Show the templates, and the fields that they may have."""
    rows = Template.objects.select_related("kind", "body", "uploaded_by")
    context = {
        "templates": rows.order_by("kind__position", "family", "body", "-version"),
        "fields": [(field, field.meaning.render(language(), {})) for field in FIELDS],
        "may_manage": can(acting(request), Action.MANAGE_TEMPLATES),
    }
    return render(request, "documents/templates.html", context)


@rule(Action.READ_DOCUMENTS)
def template_file(request: HttpRequest, template_id: int) -> HttpResponse:
    """Hand out the Word file of a template."""
    found = get_object_or_404(
        visible(Template.objects.all(), acting_user=acting(request)), pk=template_id
    )
    answer = HttpResponse(file_of(found), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    return answer


def _bodies(
    request: HttpRequest, form: SignerForm, wrong: IssuingBody | None = None
) -> HttpResponse:
    today = timezone.localdate()
    rows = IssuingBody.objects.prefetch_related("signers").order_by("name")
    context = {
        "bodies": [(body, _example(body), body.signers.all()) for body in rows],
        "form": form,
        "wrong": wrong,
        "today": today,
        "may_manage": can(acting(request), Action.MANAGE_TEMPLATES),
    }
    return render(request, "documents/bodies.html", context, status=400 if wrong else 200)


def _example(body: IssuingBody) -> str:
    return number_text(
        body.number_pattern, EXAMPLE, digits=body.number_digits, kind="QĐ", sign=body.sign
    )
