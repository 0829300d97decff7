"""Every limit of the law is a watched moment: one table that an official could read."""

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.desk import moments
from motcua.dossiers import apologies, steps, supplement_answers, supplements, watched_limits
from motcua.dossiers.events import MomentPassed
from motcua.dossiers.status import Outcome, Status
from motcua.journal import entries
from motcua.office.settings_dated import OfficeSetting
from motcua.site.demo import builders, lives


def counter(house, version):
    return lives.file(house, version, at=at("02/11 16:00"), channel=1)


ONE_STEP = (("Tiếp nhận", "reception", 0), ("Thẩm định", "specialist", 2160), ("Ký duyệt", "leader", 240))
WATCHED = [
    # what waits, from when, what is watched until when
    ("kiểm tra hồ sơ trực tuyến: 08 giờ làm việc", situations.registered, "check", "03/11 09:00"),
    ("kiểm tra hồ sơ tại quầy: 01 ngày làm việc", counter, "check", "03/11 17:00"),
    ("chuyển hồ sơ trực tuyến: ngay", situations.accepted, "transfer", "02/11 11:00"),
    ("bước của quy trình nội bộ: giờ làm việc", situations.in_process, "step", "04/11 10:30"),
    ("bổ sung: 15 ngày làm việc", situations.asked_in_process, "supplement", "25/11 17:00"),
    ("nghĩa vụ tài chính: nhắc sau 10 ngày làm việc", situations.obliged, "obligation", "18/11 17:00"),
    ("trả lời yêu cầu rút: 01 ngày làm việc", situations.withdrawing, "withdrawal", "05/11 17:00"),
]


@pytest.mark.parametrize(("words", "make", "kind", "moment"), WATCHED, ids=[row[0] for row in WATCHED])
def test_what_is_watched_and_until_when(house, version, words, make, kind, moment):
    dossier = lives.fresh(make(house, version).pk)
    assert (dossier.next_moment_kind, dossier.next_moment_at) == (kind, at(moment)), words
    assert dossier.reason


def passed(house, dossier):
    return [e.event["kind"] for e in entries.of(dossier.pk, house.office.pk) if e.name == MomentPassed.NAME]


def test_the_last_day_of_a_timely_apology_is_watched_once(house):
    """Due on Monday 9 November: the last day in time is Friday the sixth, told when the office opens."""
    long = builders.open_for_filing(house, builders.procedure("1.000009", route=ONE_STEP))
    dossier = situations.in_process(house, long)
    assert dossier.due_at_current == at("09/11 17:00")
    assert lives.fresh(dossier.pk).next_moment_at == at("06/11 07:30")
    assert moments.came(at("06/11 07:30")) == 1
    assert passed(house, dossier) == ["apology"]
    after = lives.fresh(dossier.pk)
    assert after.next_moment_at > at("06/11 07:30")
    assert moments.came(at("06/11 08:00")) == 0


def test_after_the_one_apology_nothing_reminds_of_another(house, version):
    dossier = situations.in_process(house, version)
    apologies.extend(
        dossier.pk, new_due_at=at("12/11 17:00"), reason="Chờ", by=house.acting("leader"), at=at("02/11 14:00")
    )
    moments.came(at("11/11 07:30"))
    assert "apology" not in passed(house, dossier)


def test_a_matter_of_one_day_is_not_reminded_of_before_it_came(house):
    short = builders.open_for_filing(house, builders.procedure("1.000010", limit="1:working_day"))
    dossier = situations.in_process(house, short)
    assert lives.fresh(dossier.pk).next_moment_at > at("02/11 10:30")
    moments.came(at("03/11 17:00"))
    assert "apology" not in passed(house, dossier)


def test_a_supplement_that_does_not_come_closes_the_dossier_with_its_notice(house, version):
    dossier = situations.asked_in_process(house, version)
    assert moments.came(at("25/11 16:59")) == 0
    assert moments.came(at("25/11 17:00")) == 1
    closed = lives.fresh(dossier.pk)
    assert (closed.status, closed.outcome) == (Status.STOPPED, Outcome.EXPIRED)
    assert [slip.form for slip in closed.slips.all()][-1] == "05"


def test_every_step_of_the_route_gets_its_own_moment_in_working_hours(house, version):
    dossier = situations.in_process(house, version)
    assert steps.find_current(dossier).due_at == at("04/11 10:30")  # two days of eight hours from Monday 10:30
    lives.propose(house, dossier, at=at("03/11 16:00"))
    signing = steps.find_current(dossier)
    assert signing.is_signing
    assert signing.due_at == at("04/11 10:30")  # four hours: one on Tuesday, three on Wednesday


LEDGERS = [
    # what waits, the limit that its ledger names, its last day, and how many days or minutes count
    (situations.registered, "08 giờ làm việc", "03/11 09:00", 480),
    (situations.accepted, "01 giờ làm việc", "02/11 11:00", 60),
    (situations.in_process, "16 giờ làm việc", "04/11 10:30", 960),
    (situations.proposed, "04 giờ làm việc", "03/11 14:30", 240),
    (situations.asked_in_process, "15 ngày làm việc", "25/11 17:00", 15),
    (situations.obliged, "10 ngày làm việc", "18/11 17:00", 10),
    (situations.withdrawing, "01 ngày làm việc", "05/11 17:00", 1),
    (situations.answered, "08 giờ làm việc", "05/11 11:00", 480),
]


@pytest.mark.parametrize(("make", "limit", "until", "counted"), LEDGERS, ids=[row[0].__name__ for row in LEDGERS])
def test_every_watched_limit_is_explained_day_by_day(house, version, make, limit, until, counted):
    """The ledger ends on the watched moment itself, and what it counts is the limit."""
    dossier = lives.fresh(make(house, version).pk)
    shown = {row.promise.due_at: row for row in watched_limits.of_dossier(dossier)}[at(until)]
    assert shown.limit_words == limit
    assert dossier.next_moment_at == at(until)
    lines = shown.promise.ledger
    assert sum(line.minutes if line.minutes is not None else line.counted for line in lines) == counted
    assert lines[-1].on == at(until).date()


def test_a_paper_dossier_is_handed_on_within_its_day_and_after_three_early_the_next(house, version):
    """Accepted at 15:00 sharp it is due at closing; a minute later within the first hour of the next working day."""
    for moment, limit, until in (
        ("05/11 15:00", "Trong ngày làm việc", "05/11 17:00"),
        ("05/11 15:01", "01 giờ làm việc", "06/11 08:30"),
        ("06/11 16:00", "01 giờ làm việc", "09/11 08:30"),
        ("07/11 09:00", "01 giờ làm việc", "09/11 08:30"),
    ):
        dossier = lives.accept(house, lives.file(house, version, at=at(moment), channel=1), at=at(moment))
        (shown,) = watched_limits.of_dossier(lives.fresh(dossier.pk))
        assert (shown.limit_words, shown.promise.due_at) == (limit, at(until)), moment
        assert lives.fresh(dossier.pk).tasks.get().due_at == at(until)


def test_what_the_office_waits_for_is_not_told_to_the_applicant(house, version):
    assert watched_limits.told_applicant(lives.fresh(situations.in_process(house, version).pk)) == []
    (told,) = watched_limits.told_applicant(lives.fresh(situations.asked_in_process(house, version).pk))
    assert told.words == "Hạn bổ sung giấy tờ"
    assert told.promise.ledger[0].why == "Ngày yêu cầu bổ sung, không tính"


def test_a_date_that_was_given_back_is_explained_by_its_days(house, version):
    dossier = situations.answered(house, version)
    asked = supplements.find_open(dossier)
    items = {item.pk: "Mờ" for item in supplements.items_of(asked)}
    supplement_answers.give_back(dossier.pk, items=items, by=house.acting("reception"), at=at("09/11 09:00"))
    (told,) = watched_limits.told_applicant(lives.fresh(dossier.pk))
    assert told.limit_words == watched_limits.BY_DATE
    assert told.promise.due_at == supplements.find_open(dossier).expires_at


def test_where_the_wait_for_money_counts_the_date_is_watched_all_the_same(house, version):
    """An office may date that this wait stops no clock: then the day before the end is told to the director."""
    since = at("01/10 00:00").date()
    OfficeSetting.objects.create(office=house.office, name="hold_obligation", value="none", valid_from=since)
    dossier = lives.fresh(situations.obliged(house, version).pk)
    assert dossier.due_at_current == at("09/11 17:00")
    assert dossier.next_moment_at == at("06/11 07:30")
    assert moments.came(at("06/11 07:30")) == 1
    assert passed(house, dossier) == ["apology"]
    assert lives.fresh(dossier.pk).next_moment_at == at("09/11 17:00")
    assert moments.came(at("09/11 17:00")) == 1
    assert passed(house, dossier) == ["apology", "obligation"]
