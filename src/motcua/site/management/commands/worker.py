"""`motcua worker`: only the worker, for a machine that serves no pages."""

from typing import Any

from django.core.management.base import BaseCommand

from motcua.site import worker


class Command(BaseCommand):
    """Work until SIGTERM or Ctrl-C."""

    help = "Chỉ chạy tiến trình nền."

    def handle(self, **_: Any) -> None:
        """Read the journal on, do jobs and rounds."""
        worker.main()
