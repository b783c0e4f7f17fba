"""Pages of an office: its bodies, who signs for them, and its templates."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import acting
from thuctien.base.files import FileTooLargeError
from thuctien.base.rules import rule
from thuctien.documents.fields import FIELDS
from thuctien.documents.forms import SignerForm, TemplateForm
from thuctien.documents.models import IssuingBody, Signer, Template
from thuctien.documents.numbering import number_text
from thuctien.documents.rendering import file_of
from thuctien.documents.services.signers import add_signer, end_signer
from thuctien.documents.services.templates import upload_template
from thuctien.documents.templating import sample_file
from thuctien.documents.views import WORD
from thuctien.ui.formats import language

EXAMPLE = 5


@rule(Action.READ_DOCUMENTS)
def bodies(request: HttpRequest) -> HttpResponse:
    """Show the bodies that issue documents, and who signs for them."""
    return _bodies(request)


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
    return _templates(request, TemplateForm())


@rule(Action.MANAGE_TEMPLATES)
@require_POST
def new_template(request: HttpRequest) -> HttpResponse:
    """Take a Word file as the next version of a template, or say what is wrong with it."""
    form = TemplateForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            made = upload_template(**form.cleaned_data, acting_user=acting(request))
        except ValidationError as error:
            form.add_error(None, error)
        except FileTooLargeError as error:
            most = {"most": error.figures["most_mib"]}
            form.add_error("file", _("The file is larger than %(most)s MiB.") % most)
        else:
            messages.success(
                request,
                _("Version %(version)s of the template is kept.") % {"version": made.version},
            )
            return redirect("documents:templates")
    return _templates(request, form)


@rule(Action.READ_DOCUMENTS)
def template_file(request: HttpRequest, template_id: int) -> FileResponse:
    """Hand out the Word file of a template."""
    found = _template(request, template_id)
    return _word(file_of(found), found.file_name)


@rule(Action.READ_DOCUMENTS)
def template_preview(request: HttpRequest, template_id: int) -> FileResponse:
    """Hand out a template filled with examples."""
    found = _template(request, template_id)
    content = sample_file(file_of(found), found.family)
    return _word(content, f"{found.kind_id}-{found.family}-{found.version}.docx")


def _template(request: HttpRequest, template_id: int) -> Template:
    rows = visible(Template.objects.all(), acting_user=acting(request))
    return get_object_or_404(rows, pk=template_id)


def _word(content: bytes, name: str) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=WORD)


def _templates(request: HttpRequest, form: TemplateForm) -> HttpResponse:
    rows = Template.objects.select_related("kind", "body", "uploaded_by")
    context = {
        "templates": rows.order_by("kind__position", "family", "body", "-version"),
        "fields": [(field, field.meaning.render(language(), {})) for field in FIELDS],
        "form": form,
        "may_manage": can(acting(request), Action.MANAGE_TEMPLATES),
    }
    status = 400 if form.errors else 200
    return render(request, "documents/templates.html", context, status=status)


def _bodies(
    request: HttpRequest, form: SignerForm | None = None, wrong: IssuingBody | None = None
) -> HttpResponse:
    rows = IssuingBody.objects.prefetch_related("signers").order_by("name")
    shown = []
    for number, body in enumerate(rows):
        own = form if form is not None and body == wrong else SignerForm()
        own.auto_id = f"signer_{number}_%s"
        shown.append((body, _example(body), body.signers.all(), own))
    context = {
        "bodies": shown,
        "wrong": wrong,
        "may_manage": can(acting(request), Action.MANAGE_TEMPLATES),
    }
    return render(request, "documents/bodies.html", context, status=400 if wrong else 200)


def _example(body: IssuingBody) -> str:
    return number_text(
        body.number_pattern, EXAMPLE, digits=body.number_digits, kind="QĐ", sign=body.sign
    )
