"""`motcua seal`: seals by hand every local day that ended, as the worker does; running it again is safe."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.desk import seal_days
from motcua.journal import seals
from motcua.journal.jobs import NoUseToRetry
from motcua.kernel.localtime import local_day
from motcua.office.offices import Office, by_code
from motcua.papers import timestamps


class Command(BaseCommand):
    """Seal, ask for time stamps, and print the fingerprints."""

    help = "Niêm phong nhật ký các ngày đã kết thúc; in mã niêm phong để ghi sổ và công khai"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of one office."""
        parser.add_argument("--office", default="", help="Mã cơ quan; để trống là mọi cơ quan")

    def handle(self, *, office: str, **_: object) -> None:
        """Seal one office or all."""
        chosen = [by_code(office)] if office else list(Office.objects.order_by("code"))
        if not chosen:
            raise CommandError("Chưa có cơ quan nào. Chạy «motcua init» trước.")
        for one in chosen:
            self._seal(one)
        if not timestamps.is_configured():
            self.stdout.write("Chưa đặt MOTCUA_TSA_URL: niêm phong chỉ có chữ ký của cơ quan, không có dấu thời gian.")

    def _seal(self, office: Office) -> None:
        made = seal_days.seal_office(office, at=timezone.now())
        if timestamps.is_configured():
            self._stamp(office)
        self.stdout.write(f"{office.code} {office.name}: niêm phong thêm {len(made)} ngày.")
        for seal in made or seals.latest(office.pk):
            new = "" if made else " (đã niêm phong trước)"
            self.stdout.write(f"  {seal.day:%d/%m/%Y}{new}, {seal.entries} bản ghi: {seal.fingerprint}")

    def _stamp(self, office: Office) -> None:
        """Ask at once, so that the operator sees what the authority says; what fails stays with the worker."""
        now = timezone.now()
        for seal in seals.unstamped(office.pk, local_day(now) - seal_days.ASKS_AGAIN):
            try:
                seal_days.stamp(seal.pk, at=now)
            except (timestamps.NoStamp, NoUseToRetry) as trouble:
                self.stderr.write(f"  {seal.day:%d/%m/%Y}: chưa có dấu thời gian, tiến trình nền sẽ xin lại. {trouble}")
                return
