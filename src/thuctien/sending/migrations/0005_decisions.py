import django.db.models.deletion
from django.db import migrations, models

import thuctien.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_kinds"),
        ("sending", "0004_surveys_and_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sending_decision",
                        serialize=False,
                        to="documents.document",
                    ),
                ),
                (
                    "purpose",
                    thuctien.base.fields.CodeField(
                        choices=[
                            ("send", "Sends people"),
                            ("amend", "Changes who is sent"),
                            ("cancel", "Cancels a decision to send"),
                        ]
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="sending.decision",
                    ),
                ),
                (
                    "offered_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="sending.offeredclass",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_taken_off", models.BooleanField(default=False)),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="sending.decision",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_entries",
                        to="sending.nomination",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionText",
            fields=[
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.TextField(blank=True, default="")),
                ("article", models.TextField(blank=True, default="")),
                ("confirmed", models.BooleanField(blank=True, null=True)),
                ("text_id", thuctien.base.fields.CodeField(primary_key=True, serialize=False)),
                (
                    "purpose",
                    thuctien.base.fields.CodeField(
                        choices=[
                            ("send", "Sends people"),
                            ("amend", "Changes who is sent"),
                            ("cancel", "Cancels a decision to send"),
                        ]
                    ),
                ),
                ("programme_kind", thuctien.base.fields.CodeField(blank=True, default="")),
                ("family", thuctien.base.fields.CodeField(blank=True, default="")),
                ("abstract", models.TextField()),
                ("bases", models.JSONField(default=list)),
                ("articles", models.JSONField(default=list)),
                ("recipients", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["amend", "cancel", "send"])),
                        name="decision_text_purpose_known",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["amend", "cancel", "send"])),
                name="decision_purpose_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionentry",
            constraint=models.UniqueConstraint(
                fields=("decision", "nomination"), name="decision_entry_key"
            ),
        ),
    ]
