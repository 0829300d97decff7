"""Doors: the screens of motcua. The app stands first in the list, so that its templates win over those of packages."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """Register templates, static files and template tags."""

    name = "motcua.doors"
    label = "doors"
    verbose_name = "Màn hình"
