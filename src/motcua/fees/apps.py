"""Fees: what a dossier costs, what was paid, by which means, and the day's cash."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    """Register the room of fees."""

    name = "motcua.fees"
    label = "fees"
    verbose_name = "Phí, lệ phí"
