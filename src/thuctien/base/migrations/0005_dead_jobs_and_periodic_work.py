from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0004_lists_and_sent_forms")]

    operations = [
        migrations.CreateModel(
            name="PeriodicRun",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("due_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(model_name="job", name="job_state_known"),
        migrations.AddField(
            model_name="job",
            name="attempts_allowed",
            field=models.PositiveSmallIntegerField(default=4),
        ),
        migrations.AddField(
            model_name="job", name="next_attempt_at", field=models.DateTimeField(null=True)
        ),
        migrations.AlterField(
            model_name="job",
            name="state",
            field=models.TextField(
                choices=[
                    ("queued", "Waiting"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("dead", "Given up"),
                    ("cancelled", "Cancelled"),
                ],
                default="queued",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["cancelled", "dead", "done", "failed", "queued", "running"])
                ),
                name="job_state_known",
            ),
        ),
    ]
