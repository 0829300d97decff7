"""Reception: how citizens are received by the chair and the office, by schedule and in a register."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """Register the room of reception."""

    name = "motcua.reception"
    label = "reception"
    verbose_name = "Tiếp công dân"
