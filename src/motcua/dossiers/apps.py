"""Dossiers: the heart of the house."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Register the floor of dossiers."""

    name = "motcua.dossiers"
    label = "dossiers"
    verbose_name = "Hồ sơ"
