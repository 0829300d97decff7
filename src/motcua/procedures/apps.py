"""Procedures: the catalogue, its versions, e-forms, routes and openings."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Register the floor of procedures."""

    name = "motcua.procedures"
    label = "procedures"
    verbose_name = "Thủ tục hành chính"
