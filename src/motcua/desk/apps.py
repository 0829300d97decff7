"""Desk: composed acts of the counter and of online filing, one file each, no tables."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Register the desk."""

    name = "motcua.desk"
    label = "desk"
    verbose_name = "Quầy tiếp nhận"
