"""Petitions, complaints, a denunciation and reception of the demo commune, made by the product's own acts.

Everybody is invented; numbers begin with 999. A few rows of each, some done, some waiting, one late.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.feedback import (
    complaint_pauses,
    complaint_steps,
    complaints,
    denunciation_pauses,
    denunciation_steps,
    petition_handling,
    petitions,
)
from motcua.feedback.denouncers import Identity
from motcua.journal import recording
from motcua.kernel.localtime import at_local, local_day
from motcua.office.calendar import calendar_of
from motcua.reception import days, visit_steps, visits
from motcua.site.demo import history
from motcua.site.demo.builders import House

PETITIONS = (
    # days ago, means, about, who, where, phone, secret, words
    (40, "box", "acts", "Nguyễn Thị Lụa", "Thôn 1, xã Hoa Sen", "0900 000 301", True, "Quầy số 2 gọi số chậm."),
    (12, "hotline", "rules", "Y Brun Niê", "Buôn Sut, xã Hoa Sen", "0900 000 302", False, "Tờ khai còn hỏi hộ khẩu."),
    (6, "portal", "acts", "Trần Văn Đậu", "Thôn 4, xã Hoa Sen", "0900 000 303", False, "Bảng giờ làm việc ghi sai."),
    (1, "phone", "question", "H'Mai Ê Ban", "Buôn Ea, xã Hoa Sen", "0900 000 304", False, "Xin hỏi giờ chứng thực?"),
)


def add(house: House, *, now: datetime) -> int:
    """Return how many rows of petitions, letters and reception were lived through up to now."""
    with recording.marked(history.SOURCE):
        return _petitions(house, now) + _letters(house, now) + _reception(house, now)


def _ago(house: House, now: datetime, count: int, clock: time = time(9)) -> datetime:
    """Return the clock time of a working day so many days ago, never after now."""
    day = local_day(now) - timedelta(days=count)
    calendar = calendar_of(house.office.pk)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return min(at_local(day, clock), now)


def _petitions(house: House, now: datetime) -> int:
    by = house.acting("reception")
    made = []
    for number, (ago, means, about, who, where, phone, is_secret, words) in enumerate(PETITIONS):
        actor = house.citizen(None) if means == "portal" else by
        told: dict[str, Any] = {
            "content": words,
            "full_name": who,
            "address": where,
            "phone": phone,
            "is_secret": is_secret,
        }
        at = _ago(house, now, ago)
        key = f"demo-petition-{number}"
        row, _new = petitions.receive(house.office, means=means, about=about, **told, by=actor, at=at, key=key)
        made.append(row)
    first, second, *_waiting = made
    petition_handling.classify(first.pk, about="acts", by=by, at=_ago(house, now, 39))
    petition_handling.reply(first.pk, words="Đã thêm một người trực quầy số 2.", by=by, at=_ago(house, now, 38))
    subject, words = "Quầy số 2 gọi số chậm", "Trung tâm đã thêm một người trực quầy số 2 giờ cao điểm."
    petition_handling.publish(first.pk, subject=subject, words=words, by=by, at=_ago(house, now, 37))
    petition_handling.forward(second.pk, agency="Sở Tư pháp tỉnh", by=by, at=_ago(house, now, 10))
    return len(made)


def _letters(house: House, now: datetime) -> int:
    leader = house.acting("leader")
    told: dict[str, Any] = {"full_name": "Đinh Văn Mít", "address": "Thôn 2, xã Hoa Sen", "number": "999085000311"}
    at = _ago(house, now, 20)
    complaint, _new = complaints.enter(
        house.office,
        **told,
        against="UBND xã Hoa Sen",
        content="Không đồng ý quyết định xử phạt (việc bịa để minh họa).",
        known_on=date.fromordinal(local_day(at).toordinal() - 15),
        by=leader,
        at=at,
        key="demo-complaint",
    )
    complaint_steps.accept(complaint.pk, by=leader, at=_ago(house, now, 16))
    _suspended(house, now)
    denunciation_steps.enter(
        house.office,
        identity=Identity("Người Bịa Minh Họa", "Thôn 9, xã Hoa Sen", "0900 000 399"),
        accused="Cán bộ X (bịa)",
        content="Thu tiền ngoài quy định (việc bịa để minh họa).",
        by=leader,
        at=_ago(house, now, 3),
        key="demo-denunciation",
    )
    _awaiting(house, now)
    return 4


def _awaiting(house: House, now: datetime) -> None:
    """A denunciation that waits for what another agency finds: its limit stands still, the denouncer stays sealed."""
    leader = house.acting("leader")
    denunciation, _new = denunciation_steps.enter(
        house.office,
        identity=Identity("Người Bịa Thứ Hai", "Thôn 8, xã Hoa Sen", "0900 000 398"),
        accused="Trưởng thôn Y (bịa)",
        content="Bán đất công của thôn (việc bịa để minh họa).",
        by=leader,
        at=_ago(house, now, 18),
        key="demo-denunciation-suspended",
    )
    denunciation_steps.accept(denunciation.pk, by=leader, at=_ago(house, now, 14))
    denunciation_pauses.suspend(
        denunciation.pk,
        number="33/QĐ-UBND",
        ground="other_case",
        reason="Đợi kết quả đo đạc của Chi nhánh Văn phòng đăng ký đất đai (bịa để minh họa).",
        by=leader,
        at=_ago(house, now, 6),
    )
    denunciation_pauses.note_sent(denunciation.pk, by=leader, at=_ago(house, now, 5))


def _suspended(house: House, now: datetime) -> None:
    """A complaint whose complainant lies in hospital: its limit stands still, the ground is looked at again."""
    leader, at = house.acting("leader"), _ago(house, now, 15)
    complaint, _new = complaints.enter(
        house.office,
        full_name="H'Ước Niê",
        address="Buôn Sut, xã Hoa Sen",
        number="999079000312",
        against="Công chức địa chính xã Hoa Sen",
        content="Không đồng ý việc đo lại ranh giới thửa đất (việc bịa để minh họa).",
        known_on=date.fromordinal(local_day(at).toordinal() - 9),
        by=leader,
        at=at,
        key="demo-complaint-suspended",
    )
    complaint_steps.accept(complaint.pk, by=leader, at=_ago(house, now, 12))
    complaint_pauses.suspend(
        complaint.pk,
        number="31/QĐ-UBND",
        ground="obstacle",
        reason="Người khiếu nại nằm viện, có giấy nhập viện (bịa để minh họa).",
        by=leader,
        at=_ago(house, now, 5),
    )
    complaint_pauses.note_sent(complaint.pk, by=leader, at=_ago(house, now, 4))


def _reception(house: House, now: datetime) -> int:
    by, leader = house.acting("reception"), house.acting("leader")
    place: dict[str, Any] = {"starts": time(8), "ends": time(11), "place": "Phòng tiếp công dân, tầng 1"}
    past = local_day(_ago(house, now, 7))
    held, _new = days.plan(house.office, on=past, **place, by=by, at=_ago(house, now, 14), key="demo-day-1")
    told: dict[str, Any] = {"full_name": "Bùi Thị Sim", "address": "Thôn 5, xã Hoa Sen", "number": "999170000322"}
    words: dict[str, Any] = {"content": "Đề nghị sửa đường vào thôn 5.", "request": "Cho biết khi nào sửa."}
    at = max(_ago(house, now, 7), held.starts_at)
    visit, _new = visits.write(
        house.office, about="petition", **told, **words, day=held, by=by, at=at, key="demo-visit"
    )
    visit_steps.take_papers(visit.pk, papers="Đơn đề nghị (01 trang)", by=by, at=at)
    days.hold(held.pk, by=leader, at=_ago(house, now, 7, time(11)))
    coming = calendar_of(house.office.pk).next_working_day(local_day(now) + timedelta(days=8))
    days.plan(house.office, on=coming, **place, by=by, at=_ago(house, now, 0, time(8)), key="demo-day-2")
    return 3
