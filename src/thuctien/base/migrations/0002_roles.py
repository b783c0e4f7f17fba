import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

OLD_ROLES = {"officer": "province_officer", "leader": "leader"}


def hold_roles(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every account keeps what it was: its one role becomes one held over the whole province."""
    users = apps.get_model("base", "User").objects.only("pk", "role", "date_joined")
    held = apps.get_model("base", "RoleHeld")
    held.objects.bulk_create(
        held(user=user, role=OLD_ROLES[user.role], valid_from=user.date_joined.date())
        for user in users
    )


def drop_roles(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("base", "RoleHeld").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0001_users_audit_jobs"),
        ("catalogue", "0001_rules_programmes_sites"),
        ("people", "0001_units_posts_persons"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reason", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="RoleHeld",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.TextField(
                        choices=[
                            ("province_officer", "Province training officer"),
                            ("approver", "Approver"),
                            ("agency_officer", "Agency officer"),
                            ("academic_officer", "Academic officer of the school"),
                            ("dean", "Dean"),
                            ("lecturer", "Lecturer"),
                            ("learner", "Learner"),
                            ("centre_officer", "Centre officer"),
                            ("assessor", "Assessor"),
                            ("leader", "Leader (reads only)"),
                            ("auditor", "Auditor (reads everything, changes nothing)"),
                            ("administrator", "System administrator (no personal data)"),
                        ]
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reason", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="lecturer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="accounts",
                to="catalogue.lecturer",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="accounts",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="giver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="delegations_given",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="receiver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="delegations_received",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="roleheld",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="roles_held",
                to="people.unit",
            ),
        ),
        migrations.AddField(
            model_name="roleheld",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="roles_held",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="roles",
            field=models.ManyToManyField(related_name="delegations", to="base.roleheld"),
        ),
        migrations.AddIndex(
            model_name="roleheld",
            index=models.Index(fields=["user", "valid_from"], name="role_held_user"),
        ),
        migrations.AddConstraint(
            model_name="roleheld",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "academic_officer",
                            "administrator",
                            "agency_officer",
                            "approver",
                            "assessor",
                            "auditor",
                            "centre_officer",
                            "dean",
                            "leader",
                            "learner",
                            "lecturer",
                            "province_officer",
                        ],
                    )
                ),
                name="role_held_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleheld",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="role_held_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                name="delegation_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("giver", models.F("receiver")), _negated=True),
                name="delegation_between_two_people",
            ),
        ),
        migrations.RunPython(hold_roles, drop_roles),
    ]
