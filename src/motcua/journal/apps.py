"""Journal: the ground on which every act with legal effect is recorded."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Register the journal, its jobs, keys and access log."""

    name = "motcua.journal"
    label = "journal"
    verbose_name = "Nhật ký nghiệp vụ"
