import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import thuctien.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_lists_of_personal_data"),
        ("people", "0002_numbers_and_sensitive_facts"),
        ("sending", "0001_quotas_and_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Allotment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", thuctien.base.fields.CodeField(blank=True, default="")),
                ("seats", models.PositiveIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
                ("issued_at", models.DateTimeField(null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allotments",
                        to="catalogue.programme",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allotments",
                        to="people.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AllotmentTransfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seats", models.PositiveIntegerField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="sending.allotment",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received",
                        to="sending.allotment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("year", models.PositiveSmallIntegerField()),
                ("is_ad_hoc", models.BooleanField(default=False)),
                ("approved_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="sending.plan",
                    ),
                ),
                (
                    "programmes",
                    models.ManyToManyField(related_name="rounds", to="catalogue.programme"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfferedClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("class_id", thuctien.base.fields.CodeField()),
                ("mode", thuctien.base.fields.CodeField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("capacity", models.PositiveIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
                ("answer_days", models.PositiveSmallIntegerField(default=5)),
                (
                    "state",
                    thuctien.base.fields.CodeField(
                        choices=[("open", "Open"), ("begun", "Begun"), ("cancelled", "Cancelled")],
                        default="open",
                    ),
                ),
                (
                    "planned_class",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="sending.plannedclass",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offered_classes",
                        to="catalogue.programme",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offered_classes",
                        to="catalogue.site",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offered_classes",
                        to="sending.round",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="allotment",
            name="round",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="allotments",
                to="sending.round",
            ),
        ),
        migrations.CreateModel(
            name="RoundStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    thuctien.base.fields.CodeField(
                        choices=[
                            ("survey", "Survey of needs"),
                            ("draft_plan", "Draft plan"),
                            ("comments", "Comments"),
                            ("approval", "Approval"),
                            ("quotas", "Quotas issued"),
                            ("nomination", "Nominations"),
                            ("selection", "Selection"),
                            ("decision", "Decisions"),
                            ("joining", "Joining"),
                        ]
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("due_on", models.DateField()),
                ("remind_days", models.PositiveSmallIntegerField(default=3)),
                ("escalate_days", models.PositiveSmallIntegerField(default=2)),
                (
                    "state",
                    thuctien.base.fields.CodeField(
                        choices=[("waiting", "Not begun"), ("open", "Open"), ("done", "Done")],
                        default="waiting",
                    ),
                ),
                ("opened_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("reopened_reason", models.TextField(blank=True, default="")),
                ("reminded_on", models.DateField(null=True)),
                ("escalated_on", models.DateField(null=True)),
                (
                    "escalates_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="sending.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnitTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True, default="")),
                ("reminded_on", models.DateField(null=True)),
                ("escalated_on", models.DateField(null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_tasks",
                        to="sending.roundstep",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="round_tasks",
                        to="people.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    thuctien.base.fields.CodeField(
                        choices=[
                            ("draft", "Draft of the agency"),
                            ("submitted", "Submitted"),
                            ("selected", "Selected"),
                            ("waiting", "On the waiting list"),
                            ("offered", "A place is offered"),
                            ("decided", "Decided"),
                            ("joined", "Joined"),
                            ("not_joined", "Did not join"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("deferred", "Deferred to a later class"),
                            ("substituted", "Replaced by somebody else"),
                        ],
                        default="draft",
                    ),
                ),
                ("from_plan", models.BooleanField(default=False)),
                ("answers", models.JSONField(blank=True, default=list)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "verdict",
                    thuctien.base.fields.CodeField(
                        blank=True,
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("special_decision", "Needs a special decision"),
                        ],
                        default="",
                    ),
                ),
                ("checklist", models.JSONField(blank=True, default=list)),
                ("assessed_on", models.DateField(null=True)),
                ("exception_document", models.TextField(blank=True, default="")),
                ("rank", models.PositiveIntegerField(null=True)),
                ("rank_reasons", models.JSONField(blank=True, default=list)),
                ("waiting_no", models.PositiveIntegerField(null=True)),
                ("answer_by", models.DateField(null=True)),
                ("state_reason", models.TextField(blank=True, default="")),
                ("submitted_at", models.DateTimeField(null=True)),
                ("decision_no", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                (
                    "allotment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="sending.allotment",
                    ),
                ),
                (
                    "exception_approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="sending.nomination",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="people.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="people.unit",
                    ),
                ),
                (
                    "offered_class",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="sending.offeredclass",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["offered_class", "state"], name="nomination_class"),
                    models.Index(fields=["person"], name="nomination_person"),
                    models.Index(fields=["unit", "state"], name="nomination_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "decided",
                                    "deferred",
                                    "draft",
                                    "joined",
                                    "not_joined",
                                    "offered",
                                    "refused",
                                    "selected",
                                    "submitted",
                                    "substituted",
                                    "waiting",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="nomination_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict__in", ["", "met", "not_met", "special_decision"])
                        ),
                        name="nomination_verdict_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "decided",
                                    "draft",
                                    "joined",
                                    "offered",
                                    "selected",
                                    "submitted",
                                    "waiting",
                                ],
                            )
                        ),
                        fields=("offered_class", "person"),
                        name="nomination_one_open",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("year", "name"), name="round_key"),
        ),
        migrations.AddIndex(
            model_name="offeredclass",
            index=models.Index(fields=["starts_on"], name="offered_class_start"),
        ),
        migrations.AddConstraint(
            model_name="offeredclass",
            constraint=models.UniqueConstraint(
                fields=("round", "class_id"), name="offered_class_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="offeredclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["full_time", "monthly", "weekend"])),
                name="offered_class_mode_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="offeredclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["begun", "cancelled", "open"])),
                name="offered_class_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="offeredclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("capacity"))),
                name="offered_class_not_overfull",
            ),
        ),
        migrations.AddConstraint(
            model_name="allotment",
            constraint=models.UniqueConstraint(
                fields=("round", "programme", "unit", "group"), name="allotment_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="allotment",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("seats"))),
                name="allotment_not_overdrawn",
            ),
        ),
        migrations.AddIndex(
            model_name="roundstep",
            index=models.Index(fields=["state", "due_on"], name="round_step_due"),
        ),
        migrations.AddConstraint(
            model_name="roundstep",
            constraint=models.UniqueConstraint(fields=("round", "stage"), name="round_step_key"),
        ),
        migrations.AddConstraint(
            model_name="roundstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "approval",
                            "comments",
                            "decision",
                            "draft_plan",
                            "joining",
                            "nomination",
                            "quotas",
                            "selection",
                            "survey",
                        ],
                    )
                ),
                name="round_step_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["done", "open", "waiting"])),
                name="round_step_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("starts_on"))),
                name="round_step_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="unittask",
            constraint=models.UniqueConstraint(fields=("step", "unit"), name="unit_task_key"),
        ),
    ]
