"""`motcua clock`: the machine's clock beside the newest entry and the database server's; --confirm says it is right."""

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.journal import clock_confirmation, clock_sanity, recording
from motcua.journal.clock_sanity import ClockState, moment_words, span_words
from motcua.kernel.localtime import iso

YES = "dung"


class Command(BaseCommand):
    """Show how the clock stands; with --confirm a person vouches for it, and that is journalled."""

    help = "Xem đồng hồ máy chủ so với nhật ký và cơ sở dữ liệu; --confirm xác nhận giờ đã đúng."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form of the answer, and whether to confirm."""
        parser.add_argument("--json", action="store_true", dest="as_json", help="in cho máy đọc")
        parser.add_argument("--confirm", action="store_true", help="xác nhận giờ máy chủ hiện đã đúng, có ghi nhật ký")
        parser.add_argument("--yes", action="store_true", help="không hỏi lại khi xác nhận")

    def handle(self, *, as_json: bool, confirm: bool, yes: bool, **_: Any) -> None:
        """Print the state, or confirm it; the exit code is 1 while nothing may be written."""
        state = clock_sanity.look()
        if as_json:
            self.stdout.write(json.dumps(_as_data(state), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_told(state))
        if confirm:
            self._confirm(yes=yes)
        elif not state.is_right:
            raise CommandError("hệ thống đang tạm dừng ghi vì đồng hồ.")

    def _confirm(self, *, yes: bool) -> None:
        if not yes:
            self.stdout.write(f"Giờ nêu trên có đúng là giờ thật bây giờ không? Gõ «{YES}» để xác nhận: ")
            if input().strip().lower() not in (YES, "đúng"):
                raise CommandError("chưa xác nhận; không có gì thay đổi.")
        count = clock_confirmation.confirm(at=recording.now())
        self.stdout.write(f"Đã xác nhận đồng hồ và ghi vào nhật ký của {count} cơ quan. Hệ thống ghi lại bình thường.")


def _told(state: ClockState) -> str:
    lines = [
        f"Giờ máy chủ:          {moment_words(state.now)}",
        f"Bản ghi mới nhất:     {_against(state.newest, state.now)}",
        f"Hoạt động gần nhất:   {_against(state.seen, state.now)}",
    ]
    if state.database is not None:
        lines.append(f"Máy chủ dữ liệu:      {moment_words(state.database)} (lệch {span_words(state.skew)})")
    lines += [words for words in (state.words, state.skew_words) if words] or ["Đồng hồ bình thường."]
    return "\n".join(lines)


def _against(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return "chưa có"
    return f"{moment_words(moment)} ({span_words(now - moment)} {'trước' if moment <= now else 'sau giờ máy chủ'})"


def _as_data(state: ClockState) -> dict[str, object]:
    return {
        "now": iso(state.now),
        "newest": iso(state.newest) if state.newest else None,
        "seen": iso(state.seen) if state.seen else None,
        "database": iso(state.database) if state.database else None,
        "state": "behind" if state.is_behind else "ahead" if state.is_ahead else "right",
        "skew_seconds": round(state.skew.total_seconds(), 3),
    }
