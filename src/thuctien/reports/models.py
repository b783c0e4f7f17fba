"""Report forms: the columns that an authority asks for, as dated data that an office can edit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from thuctien.base.constraints import closed_set
from thuctien.base.dated import Dated, Sourced
from thuctien.base.fields import CodeField
from thuctien.reports.closed_sets import Measure, Progress

MOST_YEARS = 10


class ReportForm(Dated, Sourced):
    """A form of an authority, in force from a day to a day.

    ``rows`` are one or two dimensions, the second within each value of the first. A form over
    several ``years`` ends with the year asked for. ``age_bounds`` are the ages at which a new group
    begins: 30 and 40 make «under 30», «30 to 39», «40 and over».
    """

    code = CodeField(primary_key=True)
    title = models.TextField()
    title_en = models.TextField(blank=True, default="")
    authority = models.TextField()
    authority_en = models.TextField(blank=True, default="")
    rows = models.JSONField(default=list)
    years = models.PositiveSmallIntegerField(default=1)
    age_bounds = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=MOST_YEARS), name="report_form_few_years"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ReportColumn(models.Model):
    """A column of a form, or a heading over columns: what it counts, of which turns.

    A heading counts nothing; its filter holds for all that stands under it. ``filters`` has lists
    of codes by dimension; a turn must fit one code of each. Ages are whole years on the day on
    which the class begins, both included.
    """

    form = models.ForeignKey(
        ReportForm, on_delete=models.CASCADE, related_name="columns", db_index=False
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    position = models.PositiveSmallIntegerField()
    title = models.TextField()
    title_en = models.TextField(blank=True, default="")
    measure = CodeField(choices=Measure, blank=True, default="")
    progress = CodeField(choices=Progress, blank=True, default="")
    filters = models.JSONField(default=dict, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            closed_set("report_column_measure_known", "measure", ["", *Measure.values]),
            closed_set("report_column_progress_known", "progress", ["", *Progress.values]),
            models.CheckConstraint(
                condition=(Q(measure="") & Q(progress="")) | (~Q(measure="") & ~Q(progress="")),
                name="report_column_counts_or_heads",
            ),
            models.CheckConstraint(
                condition=Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=F("min_age")),
                name="report_column_ages_in_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["form", "position", "id"], name="report_column_order")
        ]

    @override
    def __str__(self) -> str:
        return self.title
