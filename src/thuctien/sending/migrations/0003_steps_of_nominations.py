import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import thuctien.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("sending", "0002_rounds_and_nominations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="nomination",
            name="conflicts",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="nomination",
            name="keeps_priority",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="nomination",
            name="state_code",
            field=thuctien.base.fields.CodeField(blank=True, default=""),
        ),
        migrations.CreateModel(
            name="NominationEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("code", thuctien.base.fields.CodeField()),
                ("figures", models.JSONField(blank=True, default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="sending.nomination",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["nomination", "at"], name="nomination_event")],
            },
        ),
    ]
