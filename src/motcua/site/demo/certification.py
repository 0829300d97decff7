"""The demo's certification counter: who may certify, what the history enters in the books, visits of the last weeks."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from motcua.certification import authority, electronic, matters, printing, translators
from motcua.certification.certifying import Document
from motcua.certification.printing import MonthNotOver, NothingToPrint
from motcua.desk import certify_copy, certify_electronic, certify_entered, certify_refuse
from motcua.desk.certify_copy import When
from motcua.journal import recording
from motcua.kernel.localtime import at_local, local_day
from motcua.office.calendar import calendar_of
from motcua.papers.storage import StoredFile
from motcua.procedures import openings, versions
from motcua.site.demo.builders import SINCE, House
from motcua.site.demo.people import Invented, invent

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
Visit = tuple[datetime, Callable[[datetime], object]]


def prepare(houses: Iterable[House], *, at: datetime, source: str) -> None:
    """Before the history begins: who may certify, who translates, and which procedures each office takes in."""
    with recording.marked(source):
        for house in houses:
            _prepare(house, at)


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


def visits(house: House, scan: StoredFile, *, now: datetime) -> tuple[Visit, ...]:
    """Return what happens at the counter of the last weeks, each with its moment: done in turn with the history.

    A book's numbers follow each other in time only when everything is entered in the order of time.
    """
    chance = Random(SEED)  # noqa: S311 - the same demo each time; nothing secret is drawn
    found: list[Visit] = []
    for place, (ago, hour, code, documents, when) in enumerate(VISITS):
        person = _invent(chance, now)
        found.append(
            (
                at_local(_day(house, now, ago), hour),
                partial(_visit, house, person, place, code, documents, when),
            )
        )
    for place, ago in ((101, 3), (102, 1)):
        at = at_local(_day(house, now, ago), time(10, 40))
        found.append((at, partial(_electronic, house, _invent(chance, now), place, scan, is_signed=ago == 3)))
    found.append((at_local(_day(house, now, 5), time(10, 20)), partial(_refused, house, _invent(chance, now))))
    last = local_day(now).replace(day=1) - timedelta(days=1)
    printed_on = calendar_of(house.office.pk).next_working_day(last)
    found.append((at_local(printed_on, time(8, 0)), partial(_print_month, house, last)))
    return tuple(sorted(found, key=lambda visit: visit[0]))


def enter(house: House, code: str, dossier_id: UUID, number: int, *, pages: int = 1, copies: int, at: datetime) -> None:
    """The documents of a dossier of the history are signed by hand and entered in their book."""
    matter = matters.of(code)
    often = matters.OFTEN[matter.book]
    document = Document(often[number % len(often)], copies=copies, pages=pages, manner="signature")
    certify_entered.enter(
        dossier_id,
        documents=(document,),
        statements=STATED[code],
        certifier_id=house.staff["leader" if number % 3 else "director"].pk,
        by=house.acting("reception"),
        at=at,
    )


def _day(house: House, now: datetime, ago: int) -> date:
    calendar, day = calendar_of(house.office.pk), local_day(now)
    while ago:
        day -= timedelta(days=1)
        ago -= calendar.is_working(day)
    return day


def _invent(chance: Random, now: datetime) -> Invented:
    return invent(chance, ages="any", year=local_day(now).year, commune="xã Hoa Sen")


def _visit(
    house: House, person: Invented, place: int, code: str, documents: tuple[Document, ...], when: When, at: datetime
) -> certify_copy.CertifiedAtCounter:
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


def _electronic(house: House, person: Invented, place: int, scan: StoredFile, at: datetime, *, is_signed: bool) -> None:
    """One electronic copy is signed and waits for its owner, one waits for the leader's approval."""
    document = Document("Chứng chỉ tin học", pages=1, is_electronic=True, scan=scan)
    done = _visit(house, person, place, COPY, (document,), "now", at=at)
    if is_signed:
        electronic.approve(done.dossier.pk, by=house.acting("leader"), at=at + timedelta(minutes=4))
        certify_electronic.sign(done.dossier.pk, house.office.pk, at=at + timedelta(minutes=5))


def _refused(house: House, person: Invented, at: datetime) -> None:
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


def _print_month(house: House, last: date, at: datetime) -> None:
    for book in ("copies", "signatures"):
        try:
            printing.print_month(house.office, book, last.year, last.month, by=house.acting("reception"), at=at)
        except (NothingToPrint, MonthNotOver):
            continue
