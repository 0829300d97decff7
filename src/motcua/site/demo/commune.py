"""The demo commune: two invented offices, staff with published passwords, what they take in, and their history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, connections, transaction

from motcua import wiring
from motcua.desk import seal_days
from motcua.dossiers import slip_contents
from motcua.dossiers.dossier import Dossier
from motcua.journal import clock_sanity, cursors, entries, idempotency, recording
from motcua.kernel.localtime import local, local_day
from motcua.office import at_hand, founding
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.papers import storage, typesetting
from motcua.papers.storage import StoredFile
from motcua.procedures import openings
from motcua.procedures.versions import Version, find_current
from motcua.site.demo import builders, calendar_change, certification, clock, downtime, handing, history, letters
from motcua.site.demo.builders import House
from motcua.site.demo.people import data
from motcua.site.demo.plans import Choice, Drawer, Plan, settle
from motcua.site.demo.turns import add as add_turns

CODE, SECOND_CODE = "H99.01", "H99.02"
NAME = "Trung tâm Phục vụ hành chính công xã Hoa Sen (minh họa)"
SECOND_NAME = "Trung tâm Phục vụ hành chính công xã Sông Trong (minh họa)"
SECOND_PREFIX = "st-"
PASSWORD = "hoasen-2026"  # noqa: S105 - published on purpose: the demo's people and papers are invented
MONTHS = 4
SIGNED = 60
SECOND_SHARE = 20  # one dossier in twenty belongs to the second office
MARK = "demo:loaded"

Say = Callable[[str], None]


class NotADemo(Exception):
    """Here stands an installation that is not the demo; it is left alone."""

    def __init__(self) -> None:
        super().__init__(
            "Ở đây đã có một hệ thống không phải xã mẫu, nên không nạp và không xóa gì. "
            "Đặt MOTCUA_HOME sang thư mục khác rồi chạy lại."
        )


@dataclass(frozen=True)
class Loaded:
    """What the demo holds."""

    dossiers: int
    is_new: bool


def find_loaded() -> Office | None:
    """Return the demo's first office when its history is complete, None before; raises NotADemo."""
    offices = list(Office.objects.order_by("code"))
    if not offices:
        return None
    demo = next((office for office in offices if office.code == CODE and office.name == NAME), None)
    if demo is None or any(office.code not in (CODE, SECOND_CODE) for office in offices):
        raise NotADemo
    return demo if idempotency.find(demo.pk, MARK) else None


def load(*, now: datetime, count: int, say: Say, first_of: int = MONTHS) -> Loaded:
    """Make the commune and its history up to now, unless it is there; `say` gets lines of progress."""
    demo = find_loaded()
    if demo is not None:
        return Loaded(Dossier.objects.filter(office__in=Office.objects.all()).count(), is_new=False)
    first = local_day(now - timedelta(days=first_of * 30 + 2))
    with transaction.atomic():
        with recording.lived(history.SOURCE):
            begin, houses = now - timedelta(days=first_of * 30 + 3), _offices()
            with at_hand.kept(), entries.in_batches():
                for house in houses.values():
                    founding.tell(house.office, at=begin, source=history.SOURCE)
                    _open(house, begin)
                certification.prepare(houses.values(), at=begin, source=history.SOURCE)
        plans = _plans(houses, first=first, now=now, count=count)
        stage = _stage(houses, plans, now)
        stage.visits = certification.visits(houses[CODE], stage.attachment[CODE], now=now)
        say(f"Sống lại {MONTHS} tháng của xã mẫu: {len(plans)} hồ sơ, mỗi việc bằng chính nghiệp vụ của hệ thống…")
        calendar = calendar_of(houses[CODE].office.pk)
        history.live_through(stage, calendar, until=now, say=_month(say))
        say("Niêm phong từng ngày đã qua; mỗi niêm phong ghi đúng giờ được làm, tức là bây giờ…")
        _seal_past_days(houses)
        by_hand = downtime.add(houses[CODE], now=now)
        by_hand += certification.VISITORS
        clock.show(houses[CODE], at=now)
        handing.show(houses[CODE], at=now)
        letters.add(houses[CODE], now=now)
        add_turns(houses[CODE], now=now)
        calendar_change.add(houses[CODE], now=now)
        _skip_past_messages(houses)
        mark = idempotency.once(houses[CODE].office.pk, MARK, "demo", lambda: houses[CODE].office.pk)
        say(f"Xong {stage.done} việc trên {len(stage.dossiers)} hồ sơ.")
    return Loaded(len(stage.dossiers) + by_hand, is_new=mark[1])


def _seal_past_days(houses: dict[str, House]) -> None:
    # By the true clock, which may stand months after the made-up days (--today); nobody has to confirm that.
    with recording.marked(history.SOURCE), clock_sanity.trusted():
        for house in houses.values():
            seal_days.seal_office(house.office, at=recording.now())


def _month(say: Say) -> Callable[[datetime, int], None]:
    return lambda at, done: say(f"  tháng {local(at).month}/{local(at).year} (đã làm {done} việc)")


def _offices() -> dict[str, House]:
    # One hash for all: hashing is slow on purpose, and this password is no secret.
    password_hash = make_password(PASSWORD)
    shared: dict[str, Any] = {
        "parent_name": "ỦY BAN NHÂN DÂN XÃ HOA SEN",
        "place_name": "Hoa Sen",
        "address": "Thôn 1, xã Hoa Sen",
    }
    first = builders.found_office(
        CODE,
        NAME,
        password_hash=password_hash,
        phone="0900 000 001",
        slogan="Nhanh, đúng hẹn, thân thiện",
        bank_bin="970403",
        bank_account="0011012345678",
        bank_holder="TTPVHCC XA HOA SEN (MINH HOA)",
        **shared,
    )
    second = builders.found_office(
        SECOND_CODE,
        SECOND_NAME,
        prefix=SECOND_PREFIX,
        password_hash=password_hash,
        parent_name="ỦY BAN NHÂN DÂN XÃ SÔNG TRONG",
        place_name="Sông Trong",
        address="Thôn Tân Lập, xã Sông Trong",
        phone="0900 000 002",
    )
    return {CODE: first, SECOND_CODE: second}


def _versions(now: datetime) -> list[tuple[Version, float, str]]:
    """Return the procedures of the mix that can be opened, with share and age group."""
    found = []
    for line in data("mix")["procedures"]:
        version = find_current(line["code"], local_day(now))
        if version is not None and not openings.obstacles(version, local_day(now)):
            found.append((version, float(line["share"]), str(line["people"])))
    return found


def _open(house: House, at: datetime) -> None:
    """Open everything that can be opened, as the steward does."""
    with recording.marked(history.SOURCE):
        for version, _share, _ages in _versions(at):
            openings.open_for_filing(house.office, version, by=house.acting("steward"), at=at)


def _plans(houses: dict[str, House], *, first: date, now: datetime, count: int) -> list[Plan]:
    choices = [_choice(version, share, ages) for version, share, ages in _versions(now)]
    calendar = calendar_of(houses[CODE].office.pk)
    few = max(1, count // SECOND_SHARE)
    drawer = Drawer(choices, calendar, first=first, now=now, commune="xã Hoa Sen")
    plans = drawer.draw(count - few, CODE)
    drawer.commune = "xã Sông Trong"
    plans += drawer.draw(few, SECOND_CODE, begin=len(plans))
    return settle(plans, calendar, now=now, signed=min(SIGNED, count // 2))


def _choice(version: Version, share: float, ages: str) -> Choice:
    # One version object for all its dossiers: its lines are read once.
    version = (
        Version.objects.select_related("procedure", "eform")
        .prefetch_related("terms", "cases", "components", "steps")
        .get(pk=version.pk)
    )
    channels = frozenset(int(term.channel) for term in version.terms.all() if term.limit is not None)
    return Choice(version, tuple(version.cases.all()), channels, share, ages)


def _stage(houses: dict[str, House], plans: list[Plan], now: datetime) -> history.Stage:
    attachment = {
        code: _page(house, "Giấy tờ minh họa", "Trang này đứng thay cho bản chụp giấy tờ của người dân.", now)
        for code, house in houses.items()
    }
    wanted = {(plan.office_code, plan.version.procedure.code, plan.version.procedure.name) for plan in plans}
    scans = {
        (code, procedure): _page(houses[code], "Bản quét minh họa", f"Kết quả trên giấy của thủ tục: {name}.", now)
        for code, procedure, name in sorted(wanted)
    }
    return history.Stage(houses, {plan.number: plan for plan in plans}, attachment, scans)


def _page(house: House, title: str, words: str, at: datetime) -> StoredFile:
    page = typesetting.pdf(
        "result_page",
        {
            **slip_contents.header(house.office, at),
            "number": "",
            "title": title.upper(),
            "addressee": "",
            "paragraphs": [words, "Mọi người và việc trong xã mẫu đều bịa; văn bản này không có giá trị."],
            "signer_post": "",
            "signer_name": "",
            "approved_at_words": "",
            "qr_svg": "",
            "is_draft": False,
        },
    )
    return storage.keep(house.office, page, f"{title}.pdf", at=at, media_type="application/pdf", pages=1)


def _skip_past_messages(houses: dict[str, House]) -> None:
    """Let every reader begin after the history: nobody is told today of what happened in August."""
    readers = sorted({name for names in wiring.WHEN.values() for name in names})
    for house in houses.values():
        cursors.begin_at_end(house.office.pk, readers)


def erase(say: Say) -> None:
    """Remove the demo, database and files; raises NotADemo for anything else."""
    say("Xóa xã mẫu…")
    _refuse_what_is_real()
    if connection.vendor == "sqlite":
        connections.close_all()
        database = Path(str(settings.DATABASES["default"]["NAME"]))
        for suffix in ("", "-wal", "-shm", "-journal"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
    else:
        call_command("flush", interactive=False, verbosity=0)
    for folder in (settings.FILES_ROOT, settings.EMAIL_FILE_PATH, settings.SMS_FILE_PATH):
        _empty(Path(folder))


def _refuse_what_is_real() -> None:
    existing = connections["default"].introspection.table_names()
    if Office._meta.db_table not in existing or not Office.objects.exists():
        return
    known = {(CODE, NAME), (SECOND_CODE, SECOND_NAME)}
    if any((office.code, office.name) not in known for office in Office.objects.all()):
        raise NotADemo


def _empty(folder: Path) -> None:
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()


def accounts() -> list[tuple[str, str, str, str]]:
    """Return (user name, password, name, post) of every demo account, the first office's first."""
    return [
        (prefix + username, PASSWORD, full_name, f"{kind.label}{'' if not prefix else ' (xã Sông Trong)'}")
        for prefix in ("", SECOND_PREFIX)
        for username, full_name, _title, kind in builders.PEOPLE
    ]


def code_of_newest(office_id: UUID) -> str:
    """Return the code of a dossier that somebody may look up; "" when there is none."""
    newest = Dossier.objects.filter(office_id=office_id, void_at=None).order_by("-submitted_at").first()
    return newest.code if newest else ""
