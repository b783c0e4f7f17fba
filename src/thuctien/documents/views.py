"""Pages of documents: the register, one document, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.dated import holds_on
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.documents.content import annex_of, content_of
from thuctien.documents.forms import (
    ChangeForm,
    DraftForm,
    LinkForm,
    NumberForm,
    RegisterForm,
    ScanForm,
)
from thuctien.documents.models import Document, DocumentKind, DocumentState, LinkKind, Signer
from thuctien.documents.pdf import NoPdfError, can_make_pdf
from thuctien.documents.selectors.completeness import what_is_missing
from thuctien.documents.selectors.register import (
    bodies_of,
    links_of,
    list_documents,
    seen,
    years,
)
from thuctien.documents.services import (
    amend_document,
    attach_scan,
    cancel_document,
    change_draft,
    draft_document,
    drop_draft,
    number_document,
)
from thuctien.documents.services.handing_out import hand_out_docx, hand_out_pdf
from thuctien.documents.tables import DOCUMENTS, register_workbook

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = "documents:document"


@rule(Action.READ_DOCUMENTS)
def documents(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the documents."""
    who = acting(request)
    form = RegisterForm(
        request.GET,
        years(acting_user=who),
        bodies_of(Action.READ_DOCUMENTS, acting_user=who),
        DocumentKind.objects.order_by("position"),
    )
    page = list_documents(form.wanted(), asked_of(request), acting_user=who)
    if is_file_wanted(request):
        return register_workbook(page.object_list, acting_user=who)
    context = {
        "form": form,
        "page": page,
        "table": table_for(request, DOCUMENTS),
        "may_write": can(who, Action.WRITE_DOCUMENTS),
        "may_manage": can(who, Action.MANAGE_TEMPLATES),
    }
    return render(request, "documents/documents.html", context)


@rule(Action.WRITE_DOCUMENTS)
def new_document(request: HttpRequest) -> HttpResponse:
    """Write a draft."""
    who = acting(request)
    bodies = bodies_of(Action.WRITE_DOCUMENTS, acting_user=who)
    signers = Signer.objects.filter(holds_on(timezone.localdate()), body__in=bodies)
    form = DraftForm(request.POST or None, signers=signers.select_related("body").order_by("body"))
    if request.method == "POST" and form.is_valid():
        signer: Signer = form.cleaned_data["signer"]
        try:
            document = draft_document(
                kind=form.cleaned_data["kind"].pk,
                body=signer.body,
                signer=signer,
                content=form.content(),
                recipients=form.lines("recipients"),
                on=form.cleaned_data["on"],
                drafter=form.cleaned_data["drafter"],
                acting_user=who,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(PAGE, document.pk)
    return render(request, "documents/new.html", {"form": form})


@rule(Action.READ_DOCUMENTS)
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show a document."""
    return _page(request, _document(request, document_id))


@rule(Action.WRITE_DOCUMENTS)
@require_POST
def change(request: HttpRequest, document_id: int) -> HttpResponse:
    """Change the words of a draft."""
    found = _document(request, document_id)
    form = ChangeForm(request.POST, document=found)

    def write() -> None:
        change_draft(
            found,
            content=form.content(),
            recipients=form.lines("recipients"),
            on=form.cleaned_data["on"],
            signer=form.cleaned_data["signer"],
            drafter=form.cleaned_data["drafter"],
            acting_user=acting(request),
        )

    return _done(request, found, form, "change_form", write, _("The draft is changed."))


@rule(Action.WRITE_DOCUMENTS)
@require_POST
def drop(request: HttpRequest, document_id: int) -> HttpResponse:
    """Drop a draft."""
    found = _document(request, document_id)
    try:
        drop_draft(found, acting_user=acting(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(PAGE, document_id)
    messages.success(request, _("The draft is dropped."))
    return redirect("documents:documents")


@rule(Action.ISSUE_DOCUMENTS)
@require_POST
def number(request: HttpRequest, document_id: int) -> HttpResponse:
    """Give a draft its number."""
    found, form = _document(request, document_id), NumberForm(request.POST)

    def write() -> None:
        number_document(found, on=form.cleaned_data["on"], acting_user=acting(request))

    return _done(request, found, form, "number_form", write, _("The document has its number."))


@rule(Action.WRITE_DOCUMENTS)
@require_POST
def scan(request: HttpRequest, document_id: int) -> HttpResponse:
    """Keep the scan of a signed document."""
    found, form = _document(request, document_id), ScanForm(request.POST, request.FILES)

    def write() -> None:
        attach_scan(
            found,
            form.cleaned_data["file"],
            signed_on=form.cleaned_data["signed_on"],
            acting_user=acting(request),
        )

    return _done(request, found, form, "scan_form", write, _("The scan is kept."))


@rule(Action.WRITE_DOCUMENTS)
@require_POST
def link(request: HttpRequest, document_id: int, kind: str) -> HttpResponse:
    """Let another document cancel or amend this one."""
    found = _document(request, document_id)
    form = LinkForm(request.POST, documents=_others(request, found))
    service = cancel_document if kind == LinkKind.CANCELS else amend_document

    def write() -> None:
        service(
            found,
            by=form.cleaned_data["by"],
            reason=form.cleaned_data["reason"],
            acting_user=acting(request),
        )

    return _done(request, found, form, f"{kind}_form", write, _("The link is kept."))


@rule(Action.READ_DOCUMENTS)
def word_file(request: HttpRequest, document_id: int) -> HttpResponse:
    """Hand a document out as Word file."""
    found = _document(request, document_id)
    try:
        content = hand_out_docx(found, acting_user=acting(request))
    except ValidationError as error:
        return _refused(request, document_id, " ".join(error.messages))
    answer = HttpResponse(content, content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(found)}.docx"'
    return answer


@rule(Action.READ_DOCUMENTS)
def pdf_file(request: HttpRequest, document_id: int) -> HttpResponse:
    """Hand a document out as PDF, to be looked at or to be saved."""
    found = _document(request, document_id)
    try:
        content = hand_out_pdf(found, acting_user=acting(request))
    except ValidationError as error:
        return _refused(request, document_id, " ".join(error.messages))
    except NoPdfError:
        return _refused(request, document_id, _("No PDF could be made; take the Word file."))
    answer = HttpResponse(content, content_type="application/pdf")
    how = "inline" if "look" in request.GET else "attachment"
    answer["Content-Disposition"] = f'{how}; filename="{_file_name(found)}.pdf"'
    return answer


@rule(Action.READ_DOCUMENTS)
def scan_file(request: HttpRequest, document_id: int, scan_id: int) -> FileResponse:
    """Hand out a scan."""
    kept = get_object_or_404(_document(request, document_id).scans, pk=scan_id)
    path = Path(kept.path)
    if not path.is_file():
        raise Http404(kept.file_name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=kept.file_name)


def _document(request: HttpRequest, document_id: int) -> Document:
    return get_object_or_404(seen(acting_user=acting(request)), pk=document_id)


def _others(request: HttpRequest, found: Document) -> QuerySet[Document]:
    others = seen(acting_user=acting(request)).filter(body=found.body).exclude(pk=found.pk)
    return others.exclude(state=DocumentState.CANCELLED).order_by("-pk")


def _file_name(found: Document) -> str:
    """Return a name that every file system takes: «36-QD-TCT», or «du-thao-12»."""
    plain = found.number_text.replace("/", "-").replace("Đ", "D")
    return plain.encode("ascii", "ignore").decode() if found.number else f"du-thao-{found.pk}"


def _refused(request: HttpRequest, document_id: int, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect(PAGE, document_id)


def _done(
    request: HttpRequest,
    found: Document,
    form: Form,
    name: str,
    write: Callable[[], None],
    told: str,
) -> HttpResponse:
    """Do what a form asks, or show the page again with what is wrong."""
    if form.is_valid():
        try:
            write()
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, told)
            return redirect(PAGE, found.pk)
    return _page(request, found, {name: form})


def _page(
    request: HttpRequest, found: Document, forms: Mapping[str, Form] | None = None
) -> HttpResponse:
    who, given = acting(request), forms or {}
    may_write = can(who, Action.WRITE_DOCUMENTS, found.body)
    may_number = found.is_draft and can(who, Action.ISSUE_DOCUMENTS, found.body)
    context: dict[str, object] = {
        "document": found,
        "content": content_of(found.abstract, found.content),
        "annex": annex_of(found.annex),
        "links": links_of(found),
        "scans": found.scans.order_by("pk"),
        "concerns": found.concerns.select_related("unit").order_by("unit__path"),
        "missing": what_is_missing(found, on=timezone.localdate()) if found.is_draft else [],
        "can_make_pdf": can_make_pdf(),
        "may_write": may_write,
        "may_number": may_number,
        "may_sign": may_write and found.state == DocumentState.NUMBERED,
        "may_link": may_write and found.state in (DocumentState.NUMBERED, DocumentState.SIGNED),
    }
    if may_write and found.is_draft:
        context["change_form"] = given.get("change_form") or ChangeForm(document=found)
    if may_number:
        context["number_form"] = given.get("number_form") or NumberForm()
    if may_write and not found.is_draft:
        context["scan_form"] = given.get("scan_form") or ScanForm()
        for kind in LinkKind:
            name = f"{kind.value}_form"
            context[name] = given.get(name) or LinkForm(documents=_others(request, found))
    for name, form in context.items():
        if isinstance(form, Form):  # several of a page have fields of the same name
            form.auto_id = f"{name}_%s"
    status = 400 if given else 200
    return render(request, "documents/document.html", context, status=status)
