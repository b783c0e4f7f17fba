from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("base", "0002_roles")]

    operations = [
        migrations.RemoveConstraint(model_name="user", name="user_role_known"),
        migrations.RemoveField(model_name="user", name="role"),
    ]
