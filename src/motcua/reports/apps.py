"""Reports: sees everything, changes nothing."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Register the lookout."""

    name = "motcua.reports"
    label = "reports"
    verbose_name = "Báo cáo, số liệu"
