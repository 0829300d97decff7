"""Connectors: one folder per outside system, all alike: adapter, a fake, a failing fake, samples."""

from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    """Register the connectors."""

    name = "motcua.connectors"
    label = "connectors"
    verbose_name = "Kết nối"
