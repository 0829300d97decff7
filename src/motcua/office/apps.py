"""Office: offices, posts, staff, rights, people, areas, calendar."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Register the floor of offices and people."""

    name = "motcua.office"
    label = "office"
    verbose_name = "Cơ quan, cán bộ, người dân"
