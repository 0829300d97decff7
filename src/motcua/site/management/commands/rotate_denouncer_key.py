"""`motcua rotate-denouncer-key`: a new key for the identities of denouncers; every one is sealed anew with it."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from motcua.feedback import denouncer_keys, denouncers
from motcua.office import offices


class Command(BaseCommand):
    """Add a key and seal every identity anew; older keys stay in the file, because older backups need them."""

    help = "Thay khóa mã hóa danh tính người tố cáo; khóa cũ vẫn giữ để mở bản sao lưu cũ"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of one office."""
        parser.add_argument("--office", default="", help="Mã cơ quan; để trống là mọi cơ quan")

    def handle(self, *, office: str, **_: object) -> None:
        """Rotate and say how many."""
        chosen = [offices.by_code(office)] if office else list(offices.Office.objects.all())
        denouncer_keys.add_key()
        for one in chosen:
            count = denouncers.seal_anew(one, at=timezone.now())
            self.stdout.write(f"{one.code} {one.name}: đã mã hóa lại {count} danh tính.")
        self.stdout.write(f"Tệp khóa: {denouncer_keys.path()}. Hãy sao lưu tệp này, tách khỏi bản sao lưu dữ liệu.")
