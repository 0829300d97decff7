"""`motcua verify-journal`: proves that chains, details, fact rows and stored files are as they were written."""

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from motcua import wiring
from motcua.journal import seals, verification
from motcua.journal.verification import Examination
from motcua.office import offices
from motcua.papers.notary import OfficeNotary


class Command(BaseCommand):
    """Print one line per office and every finding; exit 1 when there is one."""

    help = "Kiểm tra nhật ký, niêm phong, dữ kiện và tệp lưu không bị sửa"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of one office, and whether to read the files and to answer for a machine."""
        parser.add_argument("--office", default="", help="Mã cơ quan; để trống là mọi cơ quan")
        parser.add_argument("--skip-files", action="store_true", help="Không đọc tệp trên đĩa (nhanh hơn; nói rõ)")
        parser.add_argument(
            "--published",
            action="append",
            default=[],
            metavar="MÃ",
            help="Mã niêm phong đã ra giấy; ghi được nhiều lần",
        )
        parser.add_argument("--json", action="store_true", help="In cho máy đọc")

    def handle(self, *, office: str, skip_files: bool, published: list[str], json: bool, **_: object) -> None:
        """Verify and report."""
        kept = [seals.read_fingerprint(one) for one in published]
        chosen: UUID | None = offices.by_code(office).pk if office else None
        names = {one.pk: f"{one.code} {one.name}" for one in offices.Office.objects.all()}
        tables = {label: table._replace(check="") if skip_files else table for label, table in wiring.TABLES.items()}
        examined = []
        for one in verification.examine_all(chosen, tables, OfficeNotary()):
            examined.append(one)
            if not json:
                self._say(one, names.get(one.office, str(one.office)))
        lost = [code for code in kept if not any(seals.find_by_fingerprint(one.office, code) for one in examined)]
        findings = sum(len(one.findings) for one in examined) + len(lost)
        for code in lost if not json else ():
            self.stdout.write(
                f"  ✗ Niêm phong đã công bố với mã {code} không còn: nó đã bị bỏ hoặc thay (mã: seal-lost)"
            )
        if json:
            self._write_json(examined, names, skip_files, lost)
        elif findings:
            self.stderr.write(f"Có {findings} chỗ không khớp với những gì đã ghi.")
        else:
            unread = " Tệp trên đĩa chưa được đọc (--skip-files)." if skip_files else ""
            self.stdout.write(f"Nhật ký nguyên vẹn.{unread}" if examined else "Chưa có bản ghi nào trong nhật ký.")
        if findings:
            raise SystemExit(1)

    def _say(self, examined: Examination, name: str) -> None:
        self.stdout.write(
            f"{name}: {examined.entries} bản ghi, {examined.details} chi tiết còn giữ, "
            f"{examined.erased} đã xóa theo luật, {examined.facts} dòng dữ kiện, {examined.contents} tệp, "
            f"{examined.seals} ngày đã niêm phong ({examined.stamps} có dấu thời gian)"
        )
        for finding in examined.findings:
            place = f" [{finding.row}]" if finding.row else ""
            self.stdout.write(f"  ✗ {finding.words}{place} (mã: {finding.code}, bản ghi: {finding.entry or '–'})")

    def _write_json(
        self, examined: list[Examination], names: dict[UUID, str], skip_files: bool, lost: list[str]
    ) -> None:
        offices_found: list[dict[str, Any]] = [
            {
                "office": str(one.office),
                "name": names.get(one.office, ""),
                "entries": one.entries,
                "details": one.details,
                "erased": one.erased,
                "facts": one.facts,
                "files": one.contents,
                "seals": one.seals,
                "stamps": one.stamps,
                "findings": [
                    {
                        "code": finding.code,
                        "seq": finding.seq,
                        "entry": str(finding.entry) if finding.entry else None,
                        "row": finding.row,
                        "words": finding.words,
                    }
                    for finding in one.findings
                ],
            }
            for one in examined
        ]
        is_sound = not lost and not any(one["findings"] for one in offices_found)
        answer = {"is_sound": is_sound, "files_read": not skip_files, "lost_seals": lost, "offices": offices_found}
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
