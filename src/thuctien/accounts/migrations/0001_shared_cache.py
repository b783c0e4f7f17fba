from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make_table(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table in which all processes count tries together; nothing where it is there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
