"""`motcua invariants`: proves that no dossier is stuck, every status is what the journal says, no book has a gap."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.core.management.base import BaseCommand

from motcua.certification import invariants as books
from motcua.desk import certified_fees
from motcua.dossiers import invariants
from motcua.feedback import invariants as letters
from motcua.fees import invariants as money
from motcua.journal import recording
from motcua.office import offices
from motcua.reception import invariants as visits


class Broken(Protocol):
    """An offender of any package: its code, and in words what is wrong."""

    @property
    def code(self) -> str:
        """Return by which code people know it."""

    @property
    def words(self) -> str:
        """Return what is wrong with it."""


def broken(office_id: UUID, *, at: datetime) -> Iterator[Broken]:
    """Yield every broken invariant of the office: dossiers, money, books, letters, citizen reception."""
    yield from invariants.check(office_id)
    yield from money.check(office_id)
    yield from books.check(office_id, at=at)
    yield from certified_fees.check(office_id)
    yield from letters.check(office_id)
    yield from visits.check(office_id)


class Command(BaseCommand):
    """Print one line per office and every offender; exit 1 when there is one."""

    help = "Kiểm tra không hồ sơ nào bị bỏ quên và trạng thái khớp nhật ký"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of one office."""
        parser.add_argument("--office", default="", help="Mã cơ quan; để trống là mọi cơ quan")

    def handle(self, *, office: str, **_: object) -> None:
        """Check and report."""
        # Also the closed offices: their dossiers are nobody's forgotten ones.
        chosen = [offices.by_code(office)] if office else list(offices.Office.objects.all())
        offenders = 0
        for one in chosen:
            found = list(broken(one.pk, at=recording.now()))
            open_count, total = invariants.count(one.pk)
            open_letters, all_letters = letters.count(one.pk)
            self.stdout.write(f"{one.code} {one.name}: {total} hồ sơ, {open_count} đang mở")
            self.stdout.write(f"  đơn thư: {all_letters}, {open_letters} đang mở")
            self.stdout.write(f"  sổ chứng thực: {books.count(one.pk)} số")
            open_visits, all_visits = visits.count(one.pk)
            self.stdout.write(f"  lịch và lượt tiếp công dân: {all_visits}, {open_visits} đang mở")
            for offender in found:
                self.stdout.write(f"  ✗ {offender.code}: {offender.words}")
            offenders += len(found)
        if offenders:
            self.stderr.write(f"Có {offenders} chỗ sai. Hãy báo người quản trị; không sửa thẳng cơ sở dữ liệu.")
            raise SystemExit(1)
        self.stdout.write(
            "Mọi hồ sơ đang mở đều có người chịu trách nhiệm, mốc theo dõi và lý do; trạng thái khớp nhật ký; "
            "tiền thu, hoàn đều có trong sổ; số chứng thực liên tục."
        )
