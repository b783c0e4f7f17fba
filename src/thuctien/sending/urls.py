"""The workbook that goes in and out."""

from __future__ import annotations

from django.urls import path

from thuctien.sending import views

app_name = "sending"
urlpatterns = [path("upload/", views.upload, name="upload")]
