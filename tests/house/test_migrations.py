"""The migrations say what the models say, and every room with models has its migrations in the repository."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation
from tests.house.source import SRC


def test_no_migration_is_missing():
    loader = MigrationLoader(None)
    # As makemigrations does: Django's own words are compared untranslated.
    with translation.override(None):
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("motcua.")}
    assert {label: [m.name for m in todo] for label, todo in changes.items() if label in ours} == {}


def test_every_room_with_models_has_migrations():
    bare = [
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("motcua.") and list(config.get_models()) and not _has_migrations(config.label)
    ]
    assert bare == []


def _has_migrations(label: str) -> bool:
    return any((SRC / label / "migrations").glob("0*.py"))
