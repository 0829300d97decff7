"""The demo commune: the same every time, sound, honest about being a demo, and left alone by a second run."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from motcua.certification import matters
from motcua.certification.lines import BookLine
from motcua.dossiers import invariants
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.results import Result
from motcua.dossiers.slips import Slip
from motcua.dossiers.status import Outcome, Status
from motcua.journal import cursors, verification
from motcua.journal.entries import Entry
from motcua.journal.seals import Seal
from motcua.kernel.localtime import local
from motcua.office import calendar
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.papers.notary import OfficeNotary
from motcua.site.demo import certification, commune, downtime, plans

NOW = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
COUNT = 150  # and those of the power cut
BY_CITIZENS = {
    "dossiers.Submitted",
    "dossiers.SupplementAnswered",
    "dossiers.WithdrawalAsked",
    "dossiers.ResultReturned",
    "feedback.Rated",
    "dossiers.MomentPassed",
    "dossiers.SupplementExpired",
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load packs and demo once for this file, in a transaction that is rolled back after it."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            call_command("import_pack", stdout=StringIO())
            yield commune.load(now=NOW, count=COUNT, say=lambda _words: None)
            transaction.set_rollback(True)
        calendar._cached.clear()


@pytest.fixture
def demo(loaded, db):
    """Return what was loaded; every test has its own savepoint in it."""
    return loaded


def test_every_story_keeps_its_order_whatever_the_day(demo):
    """On another day other plans are drawn: none may propose before it apologises, or rate before it fetches."""
    calendar = calendar_of(Office.objects.get(code=commune.CODE).pk)
    choices = [commune._choice(version, share, ages) for version, share, ages in commune._versions(NOW)]
    for later in range(0, 28, 5):
        now = NOW + timedelta(days=later, hours=later % 9)
        drawer = plans.Drawer(choices, calendar, first=local(now).date() - timedelta(days=122), now=now, commune="xã")
        for plan in plans.settle(drawer.draw(400, commune.CODE), calendar, now=now, signed=60):
            moments = [deed.at for deed in plan.deeds]
            assert moments == sorted(moments), (now, plan.story, plan.deeds)


def test_the_demo_is_sound_and_tells_of_every_kind_of_dossier(demo):
    assert demo.is_new
    for office in Office.objects.all():
        assert list(invariants.check(office.pk)) == []
    assert verification.verify() == []
    rows = list(Dossier.objects.all())
    assert len(rows) == COUNT + len(downtime.WRITTEN) + certification.VISITORS
    assert {row.source for row in rows} == {"demo-history", "downtime-slip"}
    assert set(Entry.objects.values_list("source", flat=True)) == {"demo-history", "downtime-slip"}
    outcomes = {row.outcome for row in rows}
    assert outcomes >= {Outcome.GRANTED, Outcome.REFUSED, Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.EXPIRED}
    assert {row.status for row in rows} >= {
        Status.REGISTERED,
        Status.REJECTED,
        Status.IN_PROCESS,
        Status.SUPPLEMENT,
        Status.OBLIGATION,
        Status.WITHDRAWAL,
        Status.STOPPED,
        Status.PROCESSED,
        Status.RETURNED,
    }
    assert any(row.void_at for row in rows)
    assert {row.punctuality for row in rows} >= {"early", "on_time", "late"}
    assert all(row.next_moment_at is None or row.next_moment_at > NOW for row in rows)
    assert any(row.due_at_original != row.due_at_current for row in rows), "no apology"
    assert Office.objects.get(code=commune.SECOND_CODE).pk in {row.office_id for row in rows}


def test_every_certification_stands_in_its_book_and_the_numbers_follow_the_time(demo):
    done = Dossier.objects.filter(
        version__procedure__code__in=list(matters.MATTERS), status__in=[Status.PROCESSED, Status.RETURNED]
    )
    numbered = BookLine.objects.filter(number__isnull=False)
    assert done.count() > 20 and not done.exclude(pk__in=numbered.values("dossier_id")).exists()
    for office_id, book in set(numbered.values_list("office_id", "book")):
        lines = numbered.filter(office_id=office_id, book=book, year=2026).order_by("number")
        moments = list(lines.values_list("certified_at", flat=True))
        assert moments == sorted(moments), book
        assert list(lines.values_list("number", flat=True)) == list(range(1, len(moments) + 1))


def test_its_past_days_are_sealed_and_say_when(demo):
    for office in Office.objects.all():
        days = [seal.day for seal in Seal.objects.filter(office_id=office.pk)]
        assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
        assert days[0] < local(NOW).date() - timedelta(days=110) and days[-1] >= local(NOW).date() - timedelta(days=1)
        assert sum(seal.entries > 0 for seal in Seal.objects.filter(office_id=office.pk)) > 2
        assert Seal.objects.filter(office_id=office.pk, sealed_at__lt=NOW).count() == 0
        assert Seal.objects.filter(office_id=office.pk).first().is_belated
        assert verification.verify(office.pk, notary=OfficeNotary()) == []


def test_its_people_are_invented_and_its_officers_keep_office_hours(demo):
    numbers = Person.objects.exclude(identity_number="").values_list("identity_number", flat=True)
    assert numbers and all(number.startswith("999") and len(number) == 12 for number in numbers)
    hours = calendar_of(Office.objects.get(code=commune.CODE).pk)
    for entry in Entry.objects.exclude(name__in=BY_CITIZENS).exclude(name__startswith="procedures."):
        if entry.by["role"] in ("system", "citizen"):
            continue
        day = hours.day(local(entry.occurred_at).date())
        assert any(opens <= entry.occurred_at <= closes for opens, closes in day.moments), entry.name
    later = Entry.objects.filter(occurred_at__gt=NOW).exclude(name="dossiers.ResultIssued")
    assert set(later.values_list("name", flat=True)) == {"journal.DaySealed"}


def test_the_newest_results_are_signed_and_the_older_ones_are_scans(demo):
    decided = Result.objects.exclude(title__startswith="Chứng thực:")  # what was certified has no scan to be kept
    signed, paper = decided.filter(is_electronic=True), decided.filter(is_electronic=False)
    assert 40 <= signed.count() <= commune.SIGNED and paper.exists()
    assert min(row.issued_at for row in signed) > max(row.issued_at for row in paper)


def test_nobody_is_told_today_of_what_happened_in_august(demo):
    readers = {"notices.tell", "desk.sign_result"}
    assert cursors.behind(readers) == []


def test_a_second_run_keeps_everything(demo):
    before = Entry.objects.count()
    again = commune.load(now=NOW, count=COUNT, say=lambda _words: None)
    assert (again.is_new, again.dossiers, Entry.objects.count()) == (
        False,
        COUNT + len(downtime.WRITTEN) + certification.VISITORS,
        before,
    )


def test_the_same_day_gives_the_same_demo(demo):
    drawn = []
    for _ in range(2):
        choices = [commune._choice(*one) for one in commune._versions(NOW)]
        hours = calendar_of(Office.objects.get(code=commune.CODE).pk)
        drawer = plans.Drawer(choices, hours, first=date(2026, 7, 20), now=NOW, commune="xã Hoa Sen")
        drawn.append([(plan.story, plan.applicant, plan.deeds) for plan in drawer.draw(60, commune.CODE)])
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("arguments", [["--dossiers", "3"], ["--today", "hôm qua"]])
def test_nonsense_is_refused_in_words(demo, arguments):
    with pytest.raises(CommandError, match=r"hồ sơ|Ngày"):
        call_command("demo", *arguments, stdout=StringIO())


def test_no_paper_of_the_past_waits_for_a_signature_that_never_comes(demo):
    """The worker signs from today on; what the made-up history issued was not to be signed by it."""
    assert Slip.objects.exists()
    assert not Slip.objects.filter(is_to_sign=True, signature=None).exists()
