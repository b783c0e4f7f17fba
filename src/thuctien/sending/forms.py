"""What is asked when a workbook is handed in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thuctien.ui.forms import StyledForm


class UploadForm(StyledForm):
    """A workbook and what it may replace."""

    workbook = forms.FileField(
        label=_("Workbook (.xlsx)"),
        widget=forms.FileInput(
            attrs={
                "accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
        error_messages={"required": _("Choose a file first.")},
    )
    replace = forms.BooleanField(
        label=_("Replace everything, even if the file is of another province"),
        required=False,
        help_text=_("The present data are kept as a file before they are replaced."),
    )
