import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import thuctien.base.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0003_eligibility_alternatives_and_decisions"),
        ("people", "0003_ratings_disciplines_succession_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("year", models.PositiveSmallIntegerField()),
                ("note", models.TextField(blank=True, default="")),
                ("state", thuctien.base.fields.CodeField(default="open")),
                ("created_at", models.DateTimeField()),
                ("adopted_at", models.DateTimeField(null=True)),
                ("adopted_because", models.TextField(blank=True, default="")),
                (
                    "adopted_by",
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
                        related_name="scenarios",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScenarioChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                (
                    "scenario",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="scenarios.scenario",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ScenarioResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base_position", models.BigIntegerField()),
                ("changes_digest", thuctien.base.fields.CodeField()),
                ("as_of", models.DateField()),
                ("horizon", models.DateField()),
                ("seed", models.BigIntegerField()),
                ("computed_at", models.DateTimeField()),
                ("is_planned", models.BooleanField()),
                ("totals", models.JSONField()),
                ("needs_by", models.JSONField()),
                ("classes", models.JSONField()),
                ("budgets", models.JSONField()),
                ("units", models.JSONField()),
                (
                    "scenario",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result",
                        to="scenarios.scenario",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TouchedNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("change", thuctien.base.fields.CodeField()),
                ("why", thuctien.base.fields.CodeField()),
                ("unit_before", thuctien.base.fields.CodeField(default="")),
                ("unit_after", thuctien.base.fields.CodeField(default="")),
                ("source_before", thuctien.base.fields.CodeField(default="")),
                ("source_after", thuctien.base.fields.CodeField(default="")),
                ("force_before", thuctien.base.fields.CodeField(default="")),
                ("force_after", thuctien.base.fields.CodeField(default="")),
                ("due_before", models.DateField(null=True)),
                ("due_after", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.qualification",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="scenarios.scenarioresult",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TouchedTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("change", thuctien.base.fields.CodeField()),
                ("why", thuctien.base.fields.CodeField()),
                ("reason", thuctien.base.fields.CodeField(default="")),
                ("figures", models.JSONField(default=dict)),
                ("unit_before", thuctien.base.fields.CodeField(default="")),
                ("unit_after", thuctien.base.fields.CodeField(default="")),
                ("site_before", thuctien.base.fields.CodeField(default="")),
                ("site_after", thuctien.base.fields.CodeField(default="")),
                ("starts_before", models.DateField(null=True)),
                ("starts_after", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.programme",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="scenarios.scenarioresult",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["adopted", "archived", "open"])),
                name="scenario_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenariochange",
            constraint=models.UniqueConstraint(
                fields=("scenario", "position"), name="scenario_change_key"
            ),
        ),
        migrations.AddIndex(
            model_name="touchedneed",
            index=models.Index(fields=["result", "change"], name="touched_need_result"),
        ),
        migrations.AddIndex(
            model_name="touchedneed",
            index=models.Index(fields=["person"], name="touched_need_person"),
        ),
        migrations.AddConstraint(
            model_name="touchedneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__in", ["appears", "changes", "vanishes"])),
                name="touched_need_change_known",
            ),
        ),
        migrations.AddIndex(
            model_name="touchedturn",
            index=models.Index(fields=["result", "change"], name="touched_turn_result"),
        ),
        migrations.AddIndex(
            model_name="touchedturn",
            index=models.Index(fields=["person"], name="touched_turn_person"),
        ),
        migrations.AddConstraint(
            model_name="touchedturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__in", ["gains", "loses", "moves"])),
                name="touched_turn_change_known",
            ),
        ),
    ]
