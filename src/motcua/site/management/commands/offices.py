"""`motcua offices`: the offices of this installation, for people or, with --json, for programs."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.office import offices


class Command(BaseCommand):
    """List code and name of every active office."""

    help = "Liệt kê các cơ quan của hệ thống này."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form of the answer."""
        parser.add_argument("--json", action="store_true", dest="as_json", help='in [{"code": …, "name": …}]')

    def handle(self, *, as_json: bool, **_: Any) -> None:
        """Print the list; an empty installation prints an empty list, or says what to do."""
        found = offices.listing()
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        elif found:
            self.stdout.write("\n".join(f"{office['code']}\t{office['name']}" for office in found))
        else:
            self.stdout.write("Chưa có cơ quan nào. Chạy «motcua init».")
