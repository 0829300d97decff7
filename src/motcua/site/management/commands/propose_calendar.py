"""`motcua propose-calendar YEAR`: brings a year's public days as a proposal for the steward; nothing is confirmed."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from motcua.journal.acting import Acting
from motcua.kernel.localtime import vn_date, vn_weekday
from motcua.office import calendar_proposal, declarations, offices
from motcua.office.offices import Office


class Command(BaseCommand):
    """Draft the calendar of a year in one office or in all."""

    help = "Lấy đề xuất lịch nghỉ, làm bù của một năm; quản trị viên xem từng ngày, lãnh đạo xác nhận."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the year and the office."""
        parser.add_argument("year", type=int, metavar="NĂM")
        parser.add_argument("--office", help="mã cơ quan (mặc định: mọi cơ quan)")

    def handle(self, *args: object, year: int, office: str | None, **options: object) -> None:
        """Draft and print the days; a refusal of one office ends the command with its reason."""
        chosen = [offices.by_code(office)] if office else list(Office.objects.filter(is_active=True).order_by("code"))
        for one in chosen:
            made = calendar_proposal.propose(year, by=Acting.system(one.pk), at=timezone.now())
            self.stdout.write(f"{one.code}: {made.title}, bản nháp từ {made.source}.")
            for day in declarations.days_in(made):
                self.stdout.write(f"  {vn_weekday(day.on)} {vn_date(day.on)}  {day.kind_words}: {day.note}")
            self.stdout.write("Chưa xác nhận ngày nào: vào Quản trị › Lịch làm việc để xem rồi gửi lãnh đạo.")
