"""PostgreSQL: the function by which lawful erasure removes details, and nothing else does."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from motcua.journal.roles import ERASE, ERASE_SQL


def make(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the function where there is PostgreSQL."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ERASE_SQL, params=None)


def drop(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it back."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {ERASE}(uuid)")


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
