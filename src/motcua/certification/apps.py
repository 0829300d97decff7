"""Certification (chứng thực): four books, their numbers and wordings, who may certify, electronic certified copies."""

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """Register the room of certification."""

    name = "motcua.certification"
    label = "certification"
    verbose_name = "Chứng thực"
