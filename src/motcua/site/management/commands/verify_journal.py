"""`motcua verify-journal`: proves that the journal's chains, details and fact rows are as they were written."""

from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import BaseCommand

from motcua.journal import verification
from motcua.office import offices


class Command(BaseCommand):
    """Print one line per office and every finding; exit 1 when there is one."""

    help = "Kiểm tra chuỗi nhật ký không bị sửa"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of one office."""
        parser.add_argument("--office", default="", help="Mã cơ quan; để trống là mọi cơ quan")

    def handle(self, *, office: str, **_: object) -> None:
        """Verify and report."""
        chosen: UUID | None = offices.by_code(office).pk if office else None
        names = {one.pk: f"{one.code} {one.name}" for one in offices.Office.objects.all()}
        findings = chains = 0
        for examined in verification.examine_all(chosen):
            self.stdout.write(
                f"{names.get(examined.office, examined.office)}: {examined.entries} bản ghi, "
                f"{examined.details} chi tiết còn giữ, {examined.erased} đã xóa hợp pháp, {examined.facts} dòng dữ kiện"
            )
            for finding in examined.findings:
                place = f" [{finding.row}]" if finding.row else ""
                self.stdout.write(f"  ✗ {finding.words}{place} (mã: {finding.code}, bản ghi: {finding.entry or '–'})")
            findings += len(examined.findings)
            chains += 1
        if findings:
            self.stderr.write(f"Có {findings} chỗ không khớp với những gì đã ghi.")
            raise SystemExit(1)
        self.stdout.write("Nhật ký nguyên vẹn." if chains else "Chưa có bản ghi nào trong nhật ký.")
