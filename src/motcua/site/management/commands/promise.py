"""`motcua promise`: when would it be due, and why, by the law as this installation has it (xem thử ngày hẹn).

A limit and a receipt in, the due moment and its ledger out; nothing is written. With --json standard output carries
one JSON object and nothing else. Rules and readings: docs/rules/clock.md.
"""

import json
import re
import sys
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.localtime import VN, local_day, vn_date, vn_moment, vn_weekday
from motcua.office import offices, settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import NoSuchOffice, Office
from motcua.procedures import versions
from motcua.procedures.components import Case
from motcua.procedures.versions import NoVersion, Version

CHANNELS = {"counter": 1, "online": 2, "postal": 3, "1": 1, "2": 2, "3": 3}
_OFFSET_APART = re.compile(r"\s+(?=[+-]\d\d:?\d\d$|Z$)", re.IGNORECASE)
_YEARS = range(1990, 2200)


class Command(BaseCommand):
    """Print the promise that the office's calendar and the law give for a limit and a receipt."""

    help = "Xem thử ngày hẹn trả và bảng tính từng ngày, theo lịch của cơ quan này; không ghi gì."
    requires_system_checks: list[str] = []

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Return the parser of the words, which refuses in Vietnamese."""
        parser = super().create_parser(*args, **options)
        parser.error = _not_understood  # type: ignore[method-assign]  # argparse's own words are English
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the limit (or the procedure that has it), the receipt and the holds."""
        parser.add_argument("--procedure", metavar="MÃ", help="mã thủ tục, ví dụ 1.004873; cần thêm --channel")
        parser.add_argument("--channel", metavar="KÊNH", help="counter (trực tiếp), online (trực tuyến), postal")
        parser.add_argument("--case", metavar="TRƯỜNG HỢP", help="tên trường hợp, nếu thủ tục có thời hạn riêng")
        parser.add_argument(
            "--limit", metavar="SỐ:ĐƠN VỊ", help=f"thời hạn, ví dụ 3:working_day ({_choices(clock.Unit)})"
        )
        parser.add_argument("--cutoff", metavar="GIỜ CHỐT", help=_choices(clock.Cutoff))
        parser.add_argument("--accepted", metavar="LÚC NHẬN", help="lúc nhận đủ, ví dụ 2026-08-19T09:00+07:00")
        parser.add_argument(
            "--hold",
            action="append",
            default=[],
            metavar="KIỂU,TỪ,ĐẾN",
            help=f"khoảng trên đồng hồ ({_choices(clock.HoldMode)}); ĐẾN để trống là chưa xong; dùng được nhiều lần",
        )
        parser.add_argument("--office", metavar="MÃ", help="mã cơ quan, khi hệ thống có nhiều cơ quan")
        parser.add_argument("--json", action="store_true", dest="as_json", help="in một đối tượng JSON cho máy đọc")

    def handle(self, *, accepted: str | None, hold: list[str], as_json: bool, **options: Any) -> None:
        """Compute the promise and print it."""
        if accepted is None:
            _refuse("Thiếu --accepted, lúc nhận đủ hồ sơ, ví dụ 2026-08-19T09:00+07:00.")
        start = _moment(accepted, "--accepted")
        office = _office(options["office"])
        limit, cutoff = _terms(options, start)
        due_time = clock.DueTime(settings_dated.value(office.pk, "due_time", local_day(start)))
        holds = [_hold(text) for text in hold]
        try:
            found = clock.promise(limit, start, calendar_of(office.pk), holds=holds, cutoff=cutoff, due_time=due_time)
        except (ValueError, OverflowError) as problem:
            _refuse(str(problem) if isinstance(problem, ValueError) else "Thời hạn quá dài.")
        self.stdout.write(as_object(found) if as_json else as_table(found, limit))


def as_object(found: clock.Promise) -> str:
    """Return the promise as one JSON object; minutes stand only where hours are counted."""
    ledger = [
        {"on": line.on.isoformat(), "counted": line.counted}
        | ({} if line.minutes is None else {"minutes": line.minutes})
        | {"why": line.why}
        for line in found.ledger
    ]
    facts = {"starts_at": _iso(found.starts_at), "due_at": _iso(found.due_at), "ledger": ledger}
    return json.dumps(facts, ensure_ascii=False, indent=1)


def as_table(found: clock.Promise, limit: clock.Limit) -> str:
    """Return the promise as people read it."""
    due = vn_moment(found.due_at) if found.due_at else "chưa xác định, đồng hồ đang dừng"
    note = " (lịch tạm tính: có năm chưa công bố đủ ngày nghỉ)" if found.is_provisional else ""
    lines = [f"Thời hạn: {limit.words()}", f"Tính từ:  {vn_moment(found.starts_at)}", f"Hẹn trả:  {due}{note}", ""]
    for line in found.ledger:
        minutes = "" if line.minutes is None else f"{line.minutes:>6} phút"
        lines.append(
            f"{'tính ' if line.counted else '  –  '}{minutes} {vn_date(line.on)} {vn_weekday(line.on):<9} {line.why}"
        )
    return "\n".join(lines)


def _terms(options: dict[str, Any], start: datetime) -> tuple[clock.Limit, clock.Cutoff]:
    """Take limit and cut-off from the words, or from the procedure as it is in force on the day of receipt."""
    code, text, rule = options["procedure"], options["limit"], options["cutoff"]
    if (code is None) == (text is None):
        _refuse("Hãy cho hoặc --procedure MÃ --channel KÊNH, hoặc --limit SỐ:ĐƠN VỊ.")
    if text is not None:
        if options["channel"] is not None or options["case"] is not None:
            _refuse("--channel và --case chỉ đi cùng --procedure.")
        try:
            limit = clock.Limit.parse(text)
        except ValueError as problem:
            _refuse(f"{problem} Đơn vị: {_choices(clock.Unit)}.")
        if rule is not None and rule not in set(clock.Cutoff):
            _refuse(f"Giờ chốt «{rule}» không có. Chọn: {_choices(clock.Cutoff)}.")
        return limit, clock.Cutoff(rule or clock.Cutoff.NONE)
    if rule is not None:
        _refuse("--cutoff chỉ đi cùng --limit; thủ tục có giờ chốt của chính nó.")
    channel = CHANNELS.get(options["channel"] or "")
    if channel is None:
        _refuse("Thủ tục cần --channel: counter (trực tiếp), online (trực tuyến) hoặc postal (bưu chính).")
    version = _version(code, local_day(start))
    found = version.limit_for(channel, _case(version, options["case"]))
    if found is None:
        _refuse(f"Thủ tục {code} chưa có thời hạn cho kênh này trong danh mục.")
    return found, clock.Cutoff(version.cutoff)


def _version(code: str, on: date) -> Version:
    """Find the version in force on the day; before the first one known, that one, said aloud."""
    try:
        return versions.current(code, on)
    except NoVersion as problem:
        earliest = versions.find_earliest(code)
        if earliest is None or earliest.valid_from <= on:
            _refuse(str(problem))
        sys.stderr.write(
            f"Lưu ý: danh mục chỉ có thủ tục {code} từ {vn_date(earliest.valid_from)}; tính theo quy định đó.\n"
        )
        return earliest


def _case(version: Version, name: str | None) -> Case | None:
    """Find the named case of the version."""
    if name is None:
        return None
    cases = list(version.cases.all())
    found = next((case for case in cases if name.casefold() in {case.name.casefold(), case.slug}), None)
    if found is None:
        names = "; ".join(case.name for case in cases) or "không có trường hợp nào"
        _refuse(f"Thủ tục không có trường hợp «{name}». Có: {names}.")
    return found


def _office(code: str | None) -> Office:
    """Find the office whose calendar counts."""
    try:
        office = offices.by_code(code) if code else offices.find_first()
    except NoSuchOffice as problem:
        _refuse(str(problem))
    if office is None:
        _refuse("Chưa có cơ quan nào. Chạy «motcua init».")
    return office


def _moment(text: str, name: str) -> datetime:
    """Read a moment with its offset."""
    try:
        moment = datetime.fromisoformat(_OFFSET_APART.sub("", text.strip()).upper())
    except ValueError:
        _refuse(f"{name}: «{text}» không phải thời điểm. Viết như 2026-08-19T09:00+07:00.")
    if moment.tzinfo is None:
        _refuse(f"{name}: «{text}» thiếu múi giờ. Viết như 2026-08-19T09:00+07:00.")
    if moment.year not in _YEARS:
        _refuse(f"{name}: năm phải từ {_YEARS[0]} đến {_YEARS[-1]}.")
    return moment


def _hold(text: str) -> clock.Hold:
    """Read MODE,FROM,TO; an empty TO is a hold that is still open."""
    mode, comma, rest = (part.strip() for part in text.partition(","))
    from_text, _, to_text = (part.strip() for part in rest.partition(","))
    if mode not in set(clock.HoldMode) or not comma or "," in to_text:
        _refuse(f"--hold: «{text}» không đọc được. Viết như pause,2026-11-04T10:00+07:00,2026-11-06T10:00+07:00.")
    to_at = _moment(to_text, "--hold") if to_text else None
    try:
        return clock.Hold(clock.HoldMode(mode), _moment(from_text, "--hold"), to_at)
    except ValueError as problem:
        _refuse(f"--hold: {problem}")


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(VN).isoformat()


def _choices(kind: type[clock.Unit] | type[clock.Cutoff] | type[clock.HoldMode]) -> str:
    return ", ".join(kind)


def _not_understood(message: str) -> NoReturn:
    missing = re.fullmatch(r"argument (\S+): expected one argument", message)
    unknown = re.fullmatch(r"unrecognized arguments: (.*)", message)
    words = f"{missing[1]} thiếu giá trị" if missing else f"không hiểu «{unknown[1]}»" if unknown else message
    _refuse(f"{words}. Xem cách dùng: motcua help promise")


def _refuse(words: str) -> NoReturn:
    raise CommandError(words, returncode=2)
