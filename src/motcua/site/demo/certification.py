"""The demo's certification counter: who may certify, and some visits of the last weeks, made by the acts themselves."""

from datetime import date, datetime, time, timedelta
from random import Random

from motcua.certification import authority, electronic, printing, translators
from motcua.certification.certifying import Document
from motcua.certification.printing import MonthNotOver, NothingToPrint
from motcua.desk import certify_copy, certify_electronic, certify_refuse
from motcua.desk.certify_copy import When
from motcua.dossiers import moments
from motcua.journal import recording
from motcua.kernel.localtime import at_local, local_day
from motcua.office.calendar import calendar_of
from motcua.papers.storage import StoredFile
from motcua.procedures import openings, versions
from motcua.site.demo.builders import SINCE, House
from motcua.site.demo.people import invent

SEED = 20260923
COPY, SIGNATURE, TRANSLATION, CONTRACT = "2.000815", "2.000884", "2.000992", "2.001035"
BASIS = "Quyết định ủy quyền (minh họa)"
STATED = {
    COPY: ("original_shown", "all_pages"),
    SIGNATURE: ("appeared", "id_checked", "aware", "not_related"),
    TRANSLATION: ("specimen_matches", "translation_attached"),
    CONTRACT: ("appeared", "id_checked", "aware", "not_related", "draft_checked"),
}
# How many working days ago, at which hour, which procedure, what was brought, and how it ended.
VISITS: tuple[tuple[int, time, str, tuple[Document, ...], When], ...] = (
    (24, time(8, 5), COPY, (Document("Giấy khai sinh", copies=3, pages=1), Document("Học bạ", pages=12)), "now"),
    (23, time(9, 0), SIGNATURE, (Document("Sơ yếu lý lịch", manner="signature"),), "now"),
    (22, time(8, 30), COPY, (Document("Bằng tốt nghiệp THPT", copies=5, pages=1),), "now"),
    (9, time(8, 10), COPY, (Document("Căn cước công dân", copies=4, pages=1),), "now"),
    (8, time(8, 40), SIGNATURE, (Document("Giấy ủy quyền nhận lương hưu", manner="thumb_print"),), "now"),
    (7, time(9, 20), CONTRACT, (Document("Hợp đồng tặng cho quyền sử dụng đất", copies=3, pages=5),), "now"),
    (6, time(8, 15), COPY, (Document("Giấy chứng nhận quyền sử dụng đất", copies=2, pages=4),), "now"),
    (
        4,
        time(10, 0),
        COPY,
        (Document("Giấy chứng nhận kết hôn", copies=2, pages=1), Document("Sổ BHXH", pages=8)),
        "now",
    ),
    (3, time(8, 50), SIGNATURE, (Document("Đơn xin học bổng", manner="signature"),), "now"),
    (2, time(9, 10), COPY, (Document("Bằng đại học", copies=10, pages=2),), "now"),
    (1, time(8, 5), COPY, (Document("Giấy phép lái xe", copies=2, pages=1),), "now"),
    (1, time(9, 30), CONTRACT, (Document("Hợp đồng thuê nhà", copies=3, pages=3),), "today"),
)


VISITORS = len(VISITS) + 3  # two who want an electronic copy, and one who is refused


def live(house: House, scan: StoredFile, *, now: datetime, source: str) -> int:
    """Return how many dossiers were made: the rights are given, then people come; everything is marked as history."""
    with recording.marked(source):
        _prepare(house, at_local(_day(house, now, 70), time(8, 0)))
        chance = Random(SEED)  # noqa: S311 - the same demo each time; nothing secret is drawn
        for place, (ago, hour, code, documents, when) in enumerate(VISITS):
            _visit(house, chance, place, code, documents, when, at=at_local(_day(house, now, ago), hour))
        _electronic(house, chance, scan, now)
        _refused(house, chance, at=at_local(_day(house, now, 5), time(10, 20)))
        _print_last_month(house, now)
        moments.came(now)
    return VISITORS


def _prepare(house: House, at: datetime) -> None:
    leader = house.acting("leader")
    for kind, way in (("leader", "paper"), ("leader", "electronic"), ("director", "paper")):
        authority.grant(house.staff[kind].pk, way=way, basis=BASIS, from_on=SINCE, by=leader, at=at)
    translators.enlist(
        house.office, full_name="Siu Lan", languages="tiếng Anh", basis=BASIS, from_on=SINCE, by=leader, at=at
    )
    for code in (TRANSLATION, "2.001008", CONTRACT, "2.000913", "2.000942", "2.001016", "2.001019", "2.001406"):
        version = versions.find_current(code, local_day(at))
        if version is not None and not openings.obstacles(version, local_day(at)):
            openings.open_for_filing(house.office, version, by=house.acting("steward"), at=at)


def _day(house: House, now: datetime, ago: int) -> date:
    calendar, day = calendar_of(house.office.pk), local_day(now)
    while ago:
        day -= timedelta(days=1)
        ago -= calendar.is_working(day)
    return day


def _visit(
    house: House, chance: Random, place: int, code: str, documents: tuple[Document, ...], when: When, *, at: datetime
) -> certify_copy.CertifiedAtCounter:
    person = invent(chance, ages="any", year=local_day(at).year, commune="xã Hoa Sen")
    return certify_copy.certify(
        house.office,
        procedure_code=code,
        applicant=person.told,
        documents=documents,
        statements=STATED[code],
        certifier_id=house.staff["leader" if place % 3 else "director"].pk,
        when=when,
        by=house.acting("reception"),
        at=at,
        key=f"demo:certify:{place}",
    )


def _electronic(house: House, chance: Random, scan: StoredFile, now: datetime) -> None:
    """One electronic copy is signed and waits for its owner, one waits for the leader's approval."""
    for place, ago in ((101, 3), (102, 1)):
        at = at_local(_day(house, now, ago), time(10, 40))
        document = Document("Chứng chỉ tin học", pages=1, is_electronic=True, scan=scan)
        done = _visit(house, chance, place, COPY, (document,), "now", at=at)
        if ago == 3:
            electronic.approve(done.dossier.pk, by=house.acting("leader"), at=at + timedelta(minutes=4))
            certify_electronic.sign(done.dossier.pk, house.office.pk, at=at + timedelta(minutes=5))


def _refused(house: House, chance: Random, *, at: datetime) -> None:
    person = invent(chance, ages="any", year=local_day(at).year, commune="xã Hoa Sen")
    certify_refuse.refuse(
        house.office,
        procedure_code=COPY,
        applicant=person.told,
        documents=[Document("Hợp đồng viết tay")],
        cases=["self_made"],
        by=house.acting("reception"),
        at=at,
        key="demo:certify:refused",
    )


def _print_last_month(house: House, now: datetime) -> None:
    last = local_day(now).replace(day=1) - timedelta(days=1)
    at = at_local(calendar_of(house.office.pk).next_working_day(last), time(8, 0))
    if at > now:
        return
    for book in ("copies", "signatures"):
        try:
            printing.print_month(house.office, book, last.year, last.month, by=house.acting("reception"), at=at)
        except (NothingToPrint, MonthNotOver):
            continue
