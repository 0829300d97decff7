"""A day is sealed once, signed, linked and stamped; whoever alters, cuts or forges is named by its day."""

import base64
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from tests.journal.acts_of_test import BY, OFFICE, write
from tests.journal.time_authority import running

from motcua.desk import seal_days
from motcua.journal import access_log, jobs, seals, verification
from motcua.journal.access_log import Look
from motcua.journal.chain import Detail, Entry, Head
from motcua.journal.jobs import State
from motcua.journal.seals import Seal, SealStamp
from motcua.journal.tables import Standing, Table
from motcua.kernel import merkle
from motcua.office.offices import Office
from motcua.papers import keys as trusted_keys
from motcua.papers.notary import OfficeNotary
from motcua.site import worker

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
NOTARY = OfficeNotary("Trung tâm")
TABLES = {label: Table(Standing.FACT, "cả bảng") for label in ("journal.Seal", "journal.SealStamp")}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a local moment of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@pytest.fixture
def keys(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"
    return settings.KEYS_ROOT


@pytest.fixture
def office(keys) -> Office:
    return Office.objects.create(code="H99.01", name="Trung tâm", pk=OFFICE)


@pytest.fixture
def days(office, machine_clock) -> list[Seal]:
    """Return the seals of Monday with three entries and a look, of Tuesday without any, of Wednesday with two."""
    for moment in (at(23, 8), at(23, 9), at(23, 23, 59)):
        machine_clock(moment)
        write(at=moment)
    access_log.looked(BY, OFFICE, uuid4(), "phone", at(23, 9))
    machine_clock(at(25, 0, 5))
    write(at=at(25, 0, 5))
    machine_clock(at(26, 1))
    return seal_days.seal_office(office, at=at(26, 1))


def found(tables=TABLES) -> list[tuple[str, str]]:
    """Return code and row of everything that verification finds."""
    return [(one.code, one.row) for one in verification.verify(OFFICE, tables, NOTARY)]


def codes() -> set[str]:
    """Return the codes of what verification finds."""
    return {code for code, _ in found()}


def test_every_ended_day_is_sealed_in_order_also_one_without_entries(days):
    assert [(seal.day, seal.number, seal.first_seq, seal.last_seq) for seal in days] == [
        (date(2026, 11, 23), 1, 1, 3),
        (date(2026, 11, 24), 2, 4, 3),
        (date(2026, 11, 25), 3, 4, 4),
    ]
    assert [seal.entries for seal in days] == [3, 0, 1]
    assert [seal.body["looks"] for seal in days] == [1, 0, 0]
    assert [seal.body["previous"] for seal in days] == ["", days[0].sha256, days[1].sha256]
    assert found() == []
    examined = verification.examine(OFFICE, TABLES, NOTARY)
    assert (examined.seals, examined.stamps) == (3, 0)


def test_a_day_is_sealed_once_and_the_running_one_not_at_all(days, office, machine_clock):
    assert seal_days.seal_office(office, at=at(26, 23)) == []
    machine_clock(at(27, 0, 9))
    assert seal_days.seal_office(office, at=at(27, 0, 9)) == [], "the last looks of the day may still come"
    assert [seal.day.day for seal in seal_days.seal_office(office, at=at(27, 0, 10))] == [26]
    # The seals of the days before are entries of the day on which they were made.
    assert Seal.objects.get(number=4).entries == 3


def test_an_office_without_entries_has_nothing_to_seal(office):
    assert seal_days.seal_office(office, at=at(26, 1)) == []


def test_the_worker_seals_after_midnight(office, machine_clock):
    machine_clock(at(23, 8))
    write(at=at(23, 8))
    machine_clock(at(24, 1))
    worker.run_once(at(24, 1))
    assert [seal.day for seal in Seal.objects.all()] == [MONDAY]
    assert not is_work_left()


def is_work_left() -> bool:
    """Return whether any job was not done."""
    return any(count for state, count in jobs.counts().items() if state != State.DONE)


def test_one_entry_is_proven_against_the_root(days):
    entry = Entry.objects.get(office_id=OFFICE, seq=2)
    seal, way = seals.find_way(entry)
    assert (seal.day, merkle.proves(entry.hash, way, seal.body["root"])) == (MONDAY, True)
    assert not merkle.proves(entry.hash[::-1], way, seal.body["root"])


def test_a_cut_end_with_its_head_mended_is_named_by_its_day(days):
    assert Entry.objects.filter(office_id=OFFICE).count() == 7
    Detail.objects.filter(entry__seq__gt=2).delete()
    Entry.objects.filter(office_id=OFFICE, seq__gt=2).delete()
    kept = Entry.objects.get(office_id=OFFICE, seq=2)
    Head.objects.update(seq=2, hash=kept.hash, recorded_at=kept.recorded_at, shapes=[])
    assert ("seal-cut", "journal.Seal 2026-11-23") in found()


def test_a_removed_look_an_added_one_and_a_changed_one_are_named(days):
    look = Look.objects.get()
    Look.objects.update(what="address")
    assert found() == [("looks", "journal.Seal 2026-11-23")]
    Look.objects.all().delete()
    assert found() == [("looks", "journal.Seal 2026-11-23")]
    look.save(force_insert=True)
    assert found() == []
    access_log.looked(BY, OFFICE, uuid4(), "phone", at(24, 9))
    assert found() == [("looks", "journal.Seal 2026-11-24")]


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64},
        {"first_seq": 2},
        {"last_seq": 2},
        {"number": 9},
        {"day": date(2026, 11, 20)},
        {"sealed_at": at(24, 2)},
        {"is_trial": False},
        {"signature": base64.b64encode(b"x" * 70).decode()},
        {"certificates": ""},
        {"text": "{}"},
    ],
)
def test_a_seal_changed_in_any_column_is_found(days, change):
    Seal.objects.filter(number=1).update(**change)
    assert ("fact", f"journal.Seal {days[0].pk}") in found()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_seal_is_found_the_newest_too(days, number):
    Seal.objects.filter(number=number).delete()
    assert ("fact", f"journal.Seal {days[number - 1].pk}") in found()


def test_a_seal_signed_anew_by_a_stranger_is_not_believed(days, settings, tmp_path):
    first = Seal.objects.get(number=1)
    settings.KEYS_ROOT, own = tmp_path / "elsewhere", settings.KEYS_ROOT
    signed = NOTARY.sign(first.text, first.sealed_at)
    settings.KEYS_ROOT = own
    Seal.objects.filter(number=1).update(signature=signed.signature, certificates=signed.certificates)
    assert "seal-signature" in codes()


def test_a_certificate_of_a_trusted_authority_is_not_enough_it_must_be_the_office_s_own(days, settings, tmp_path):
    first, own = Seal.objects.get(number=1), settings.KEYS_ROOT
    settings.KEYS_ROOT = tmp_path / "elsewhere"
    signed = NOTARY.sign(first.text, first.sealed_at)
    authority, (signer,) = trusted_keys.authority_certificate(), (tmp_path / "elsewhere/signing").glob("signer-*.pem")
    settings.KEYS_ROOT = own
    (own / "trusted").mkdir()
    (own / "trusted" / "public.pem").write_text(authority)
    Seal.objects.filter(number=1).update(signature=signed.signature, certificates=signed.certificates)
    assert "seal-signature" in codes()
    (own / "signing" / "niem-phong-den-2026.pem").write_bytes(signer.read_bytes())
    assert "seal-signature" not in codes()


def test_a_seal_put_in_by_hand_is_found(days):
    twin = Seal.objects.get(number=3)
    twin.pk, twin.number, twin.day = uuid4(), 4, date(2026, 11, 26)
    twin.save(force_insert=True)
    assert {"row-added", "seal-link", "seal"} <= codes()


def test_without_an_authority_the_seal_stands_and_nothing_waits(days):
    worker.run_once(at(26, 2))
    assert not SealStamp.objects.exists()
    assert not is_work_left()


def believe(keys, authority) -> None:
    """Put the authority's root where the steward does."""
    (keys / "trusted-tsa").mkdir(parents=True, exist_ok=True)
    (keys / "trusted-tsa" / "root.pem").write_bytes(authority.root_pem)


def test_an_authority_stamps_every_seal(days, keys, settings, tmp_path, machine_clock):
    with running(tmp_path / "tsa") as authority:
        settings.TSA_URL = authority.url
        believe(keys, authority)
        worker.run_once(at(26, 2))
    assert SealStamp.objects.count() == 3
    assert "Time stamps of a test" in SealStamp.objects.first().authority
    assert found() == []
    assert not is_work_left()


def test_an_authority_that_is_down_holds_nothing_up_and_is_asked_again(days, keys, settings, tmp_path, machine_clock):
    settings.TSA_URL = "http://127.0.0.1:9/"
    worker.run_once(at(26, 2))
    assert Seal.objects.count() == 3
    assert jobs.counts()[State.WAITING] == 3
    assert "NoStamp" in jobs.waiting()[0].last_error
    with running(tmp_path / "tsa") as authority:
        settings.TSA_URL = authority.url
        believe(keys, authority)
        machine_clock(at(26, 3))
        worker.run_once(at(26, 3))
    assert SealStamp.objects.count() == 3


def test_a_stranger_s_token_is_refused_and_shown_to_the_steward(days, keys, settings, tmp_path):
    with running(tmp_path / "one") as authority, running(tmp_path / "two") as stranger:
        settings.TSA_URL = stranger.url
        believe(keys, authority)
        worker.run_once(at(26, 2))
    assert not SealStamp.objects.exists()
    assert "chưa được tin" in jobs.stopped()[0].last_error


def test_a_token_of_another_text_or_none_at_all_is_found(days, keys, settings, tmp_path, machine_clock):
    with running(tmp_path / "tsa") as authority:
        settings.TSA_URL = authority.url
        believe(keys, authority)
        worker.run_once(at(26, 2))
    first, second = SealStamp.objects.order_by("seal__number")[:2]
    SealStamp.objects.filter(pk=first.pk).update(token=second.token, stamped_at=second.stamped_at)
    assert {"seal-stamp", "fact"} <= codes()
    SealStamp.objects.filter(pk=first.pk).update(token="AAAA")
    assert {"seal-stamp", "fact"} <= codes()


def test_what_was_not_stamped_is_asked_for_again_every_day_of_a_month(days, office, keys, settings, machine_clock):
    worker.run_once(at(26, 2))
    settings.TSA_URL = "http://127.0.0.1:9/"
    machine_clock(at(27, 1))
    seal_days.seal_office(office, at=at(27, 1))
    assert {job.payload["seal_id"] for job in jobs.waiting()} == {str(seal.pk) for seal in days}
