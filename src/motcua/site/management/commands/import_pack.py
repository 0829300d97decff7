"""`motcua import-pack DIR…`: checks and loads data packs; without a folder, all built-in ones."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from motcua import packs as built_in
from motcua.certification import pack as certification_pack
from motcua.office import areas, calendar_pack, ethnic_groups, packs
from motcua.procedures import catalogue_pack, eforms_pack, reviewed_pack, workflows_pack

LOADERS: dict[str, Callable[..., packs.LoadReport]] = {
    "areas": areas.load,
    "ethnic-groups": ethnic_groups.load,
    "calendar": calendar_pack.load,
    "catalogue": catalogue_pack.load,
    "reviewed": reviewed_pack.load,
    "eforms": eforms_pack.load,
    "workflows": workflows_pack.load,
    "certification": certification_pack.load,
}


class Command(BaseCommand):
    """Load packs one after another, each whole or not at all."""

    help = "Nạp gói dữ liệu (danh mục, biểu mẫu, địa bàn, lịch…). Không ghi thư mục thì nạp mọi gói có sẵn."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folders."""
        parser.add_argument("folders", nargs="*", type=Path, metavar="THƯ-MỤC")

    def handle(self, *args: object, folders: list[Path], **options: object) -> None:
        """Load each folder and print what it did."""
        for folder in folders or built_in.all_folders():
            self.load(Path(folder))

    def load(self, folder: Path) -> None:
        """Load one pack; a refused one ends the command with its reason."""
        began = monotonic()
        try:
            pack = packs.read(folder)
            self.stdout.write(f"{pack.title} ({pack.name} {pack.version}) …")
            self.stdout.flush()
            report = load(pack)
        except packs.PackRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"  {report} ({monotonic() - began:.1f} giây)")
        for note in report.notes:
            self.stdout.write(f"  - {note}")


def load(pack: packs.Pack) -> packs.LoadReport:
    """Load one pack by its kind and write the load down."""
    at = timezone.now()
    with transaction.atomic():
        report = LOADERS[pack.kind](pack, at=at)
        packs.announce(packs.record(pack, report, at), report, at)
    return report
