import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import thuctien.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0003_no_single_role"),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list_name", thuctien.base.fields.CodeField()),
                ("hidden", models.JSONField(default=list)),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="column_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "list_name"), name="column_choice_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list_name", thuctien.base.fields.CodeField()),
                ("name", models.TextField()),
                ("query", models.TextField(blank=True, default="")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "list_name", "name"), name="saved_filter_key"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("token", models.UUIDField(primary_key=True, serialize=False)),
                ("sent_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("location", models.TextField(blank=True, default="")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent_forms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "sent_at"], name="sent_form_user")],
            },
        ),
    ]
