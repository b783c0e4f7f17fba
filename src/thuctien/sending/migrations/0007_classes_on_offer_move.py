from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sending", "0006_sample_words_of_decisions")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="offeredclass",
            name="moved_at",
            field=models.DateTimeField(null=True),
        ),
    ]
