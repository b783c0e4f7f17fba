"""The addresses of documents."""

from __future__ import annotations

from django.urls import path

from thuctien.documents import office_views, views

app_name = "documents"
_ONE = "documents/<int:document_id>/"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/new/", views.new_document, name="new"),
    path(_ONE, views.document, name="document"),
    path(f"{_ONE}change/", views.change, name="change"),
    path(f"{_ONE}drop/", views.drop, name="drop"),
    path(f"{_ONE}number/", views.number, name="number"),
    path(f"{_ONE}scan/", views.scan, name="scan"),
    path(f"{_ONE}scans/<int:scan_id>/", views.scan_file, name="scan_file"),
    path(f"{_ONE}link/<str:kind>/", views.link, name="link"),
    path(f"{_ONE}word/", views.word_file, name="word"),
    path(f"{_ONE}pdf/", views.pdf_file, name="pdf"),
    path("issuing-bodies/", office_views.bodies, name="bodies"),
    path("issuing-bodies/<str:body_id>/signers/", office_views.new_signer, name="new_signer"),
    path("signers/<int:signer_id>/end/", office_views.stop_signer, name="stop_signer"),
    path("templates/", office_views.templates, name="templates"),
    path("templates/new/", office_views.new_template, name="new_template"),
    path(
        "templates/<int:template_id>/preview/",
        office_views.template_preview,
        name="template_preview",
    ),
    path("templates/<int:template_id>/file/", office_views.template_file, name="template_file"),
]
