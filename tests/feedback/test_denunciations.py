"""Denunciations: limits on their days; the denouncer is read by named posts only and stands nowhere in clear."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from tests.feedback.moments import at

from motcua.feedback import confidants, denouncer_keys, denouncers, denunciation_steps, denunciations, invariants
from motcua.feedback.confidants import BadStretch
from motcua.feedback.denouncers import (
    DenouncerIdentity,
    Identity,
    KeyMissing,
    NamesTheDenouncer,
    NotAConfidant,
)
from motcua.feedback.denunciation_steps import (
    DenouncerMissing,
    DenunciationNotNow,
    NoFurtherExtension,
    ResolvingLate,
)
from motcua.feedback.denunciations import Denunciation
from motcua.journal import verification
from motcua.journal.access_log import Look
from motcua.kernel.localtime import VN
from motcua.office import terms
from motcua.office.matters import NoSuchMatter, TextMissing
from motcua.office.rights import NotAllowed
from motcua.site.demo import builders

WHO = Identity(
    full_name="Lò Thị Kín Tiếng",
    address="Bản Không Tên, xã Hoa Sen",
    phone="0900 000 777",
    number="999199007777",
)
NEEDLES = (
    "Kín Tiếng",
    "K\\u00edn Ti\\u1ebfng",
    "Kin Tieng",
    "kin tieng",
    "Không Tên",
    "000 777",
    "900000777",
    "999199007777",
)


@pytest.fixture(autouse=True)
def own_keys(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "KEYS_ROOT", str(tmp_path / "keys"))


def enter(house, *, kind="leader", key="k", when=None, **more):
    told = {"identity": WHO, "accused": "Ông A, cán bộ thôn", "content": "Thu tiền sai quy định.", **more}
    by = house.acting(kind)
    return denunciation_steps.enter(house.office, **told, by=by, at=when or at(), key=key)[0]


def running(denunciation):
    return {
        term.name: f"{term.due_at.astimezone(VN):%d/%m/%Y}"
        for term in terms.of_subject(denunciation.subject)
        if not term.ended_at
    }


@pytest.mark.parametrize(
    ("is_wide", "name", "due"), [(False, "check", "11/11/2026"), (True, "check_wide", "16/11/2026")]
)
def test_initial_handling_takes_seven_working_days_or_ten_in_several_places(house, is_wide, name, due):
    assert running(enter(house, is_wide=is_wide)) == {f"denunciation.{name}": due}


def accepted(house, **more):
    denunciation = enter(house, **more)
    return denunciation_steps.accept(denunciation.pk, by=house.acting("leader"), at=at("03/11 09:00"))


def test_resolution_takes_30_days_60_when_complex_and_90_when_very_complex(house):
    by = house.acting("leader")
    one = accepted(house)
    assert running(one) == {"denunciation.resolve": "03/12/2026"}
    denunciation_steps.extend(one.pk, basis="Phức tạp.", by=by, at=at("20/11 09:00"))
    assert running(one) == {"denunciation.extended": "04/01/2027"}  # 2 January is a Saturday
    with pytest.raises(NoFurtherExtension):
        denunciation_steps.extend(one.pk, basis="Phức tạp.", by=by, at=at("21/11 09:00"))
    denunciation_steps.extend(one.pk, basis="Đặc biệt phức tạp.", is_very_complex=True, by=by, at=at("22/11 09:00"))
    assert running(one) == {"denunciation.extended_twice": "01/02/2027"}
    with pytest.raises(NoFurtherExtension):
        denunciation_steps.extend(one.pk, basis="Nữa.", is_very_complex=True, by=by, at=at("23/11 09:00"))
    late = accepted(house, key="k2")
    with pytest.raises(ResolvingLate):
        denunciation_steps.extend(late.pk, basis="Muộn.", by=by, at=at("04/12 09:00"))
    done = denunciation_steps.conclude(one.pk, number="05/KL-UBND", by=by, at=at("30/11 09:00"))
    assert (done.state, running(done)) == ("concluded", {}) and list(invariants.check(house.office.pk)) == []


@pytest.mark.parametrize(
    ("step", "more", "state"),
    [
        ("refuse", {}, "not_accepted"),
        ("transfer", {"agency": "Công an tỉnh"}, "transferred"),
        ("withdraw", {}, "withdrawn"),
    ],
)
def test_it_ends_with_a_reason_that_never_names_the_denouncer(house, step, more, state):
    by = house.acting("director")
    one = enter(house)
    act = getattr(denunciation_steps, step)
    with pytest.raises(TextMissing):
        act(one.pk, **more, reason="", by=by, at=at("03/11 09:00"))
    with pytest.raises(NamesTheDenouncer, match="họ tên"):
        act(one.pk, **more, reason="Bà Lò Thị Kín Tiếng đã rút.", by=by, at=at("03/11 09:00"))
    assert act(one.pk, **more, reason="Không đủ điều kiện.", by=by, at=at("03/11 09:00")).state == state


def test_steps_out_of_order_are_refused(house):
    one = enter(house)
    for step, more in (("extend", {"basis": "x"}), ("conclude", {"number": "x"})):
        with pytest.raises(DenunciationNotNow):
            getattr(denunciation_steps, step)(one.pk, **more, by=house.acting("leader"), at=at("03/11 09:00"))


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Theo bà Lo Thi Kin Tieng thì sai.", "họ tên"),
        ("Gọi 0900.000.777 để hỏi.", "số điện thoại"),
        ("Số 999199007777.", "số giấy tờ"),
        ("Người ở Bản Không Tên, xã Hoa Sen.", "địa chỉ"),
    ],
)
def test_the_register_takes_no_words_that_name_the_denouncer(house, words, what):
    for field in ("content", "accused"):
        with pytest.raises(NamesTheDenouncer, match=what):
            enter(house, **{field: words})
    assert Denunciation.objects.count() == 0 and DenouncerIdentity.objects.count() == 0


def test_a_denunciation_needs_name_and_address(house):
    for who in (Identity("", "x"), Identity("x", " ")):
        with pytest.raises(DenouncerMissing):
            enter(house, identity=who)


def named(house, kind="specialist", first=date(2026, 11, 3), last=date(2026, 11, 10)):
    post_id = house.posts[kind].pk
    by = house.acting("leader")
    return confidants.name(post_id, from_on=first, to_on=last, basis="QĐ 15/QĐ-UBND", by=by, at=at("03/11 08:00"))


def test_only_a_named_post_reads_the_denouncer_in_its_days_and_each_look_is_written_down(house):
    one = enter(house, kind="director")
    by = house.acting("director")
    with pytest.raises(NotAConfidant, match="được giữ bí mật"):
        denouncers.opened(one.pk, by=by, at=at("03/11 09:00"))
    with pytest.raises(NotAConfidant):
        denouncers.opened(one.pk, by=house.acting("leader"), at=at("03/11 09:00"))
    assert Look.objects.filter(what="denouncer").count() == 0
    grant = named(house, "director")
    assert denouncers.opened(one.pk, by=by, at=at("03/11 09:00")) == WHO
    assert denouncers.opened(one.pk, by=by, at=at("10/11 23:00")) == WHO
    assert [(look.person_id, look.at) for look in denouncers.looks(one)] == [
        (house.staff["director"].pk, at("10/11 23:00")),
        (house.staff["director"].pk, at("03/11 09:00")),
    ]
    for moment in (at("02/11 23:00"), at("11/11 00:01")):
        with pytest.raises(NotAConfidant):
            denouncers.opened(one.pk, by=by, at=moment)
    confidants.end(grant.pk, by=house.acting("leader"), at=at("05/11 08:00"))
    with pytest.raises(NotAConfidant):
        denouncers.opened(one.pk, by=by, at=at("05/11 09:00"))
    assert verification.verify(house.office.pk) == []


def test_a_named_post_that_may_not_see_the_register_sees_nothing(house):
    one = enter(house)
    named(house, "specialist")
    with pytest.raises(NoSuchMatter):
        denouncers.opened(one.pk, by=house.acting("specialist"), at=at("03/11 09:00"))
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    with pytest.raises(NoSuchMatter):
        denouncers.opened(one.pk, by=other.acting("leader"), at=at("03/11 09:00"))


def test_only_the_head_names_posts_for_days_to_come(house):
    for kind in ("director", "reception", "steward"):
        with pytest.raises(NotAllowed):
            confidants.name(
                house.posts[kind].pk, from_on=date(2026, 11, 3), to_on=date(2026, 11, 4), basis="x",
                by=house.acting(kind), at=at("03/11 08:00"),
            )  # fmt: skip
    for first, last in ((date(2026, 11, 2), date(2026, 11, 4)), (date(2026, 11, 5), date(2026, 11, 4))):
        with pytest.raises(BadStretch):
            named(house, "director", first, last)
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    with pytest.raises(NoSuchMatter):
        confidants.name(
            other.posts["leader"].pk, from_on=date(2026, 11, 3), to_on=date(2026, 11, 4), basis="x",
            by=house.acting("leader"), at=at("03/11 08:00"),
        )  # fmt: skip
    with pytest.raises(NoSuchMatter):
        confidants.end(named(house).pk, by=other.acting("leader"), at=at("04/11 08:00"))


def test_reception_and_cashier_see_no_denunciation_at_all(house):
    one = enter(house)
    for kind in ("reception", "cashier", "steward"):
        assert denunciations.listed(house.acting(kind), at()).rows == []
        with pytest.raises(NotAllowed):
            denunciation_steps.accept(one.pk, by=house.acting(kind), at=at())


def everything_in_the_database() -> str:
    """Return every value of every table as text."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - the names of our own tables
            for row in cursor.fetchall():
                found += [
                    bytes(v).decode("utf-8", "replace") if isinstance(v, bytes | memoryview) else str(v) for v in row
                ]
    return "\n".join(found)


@pytest.mark.django_db(transaction=True)
def test_the_denouncer_stands_nowhere_in_clear_neither_in_the_tables_nor_in_the_file(house):
    one = enter(house, kind="director")
    by = house.acting("director")
    named(house, "director")
    assert denouncers.opened(one.pk, by=by, at=at("03/11 09:00")) == WHO
    denunciation_steps.accept(one.pk, by=by, at=at("03/11 09:00"))
    denunciation_steps.extend(one.pk, basis="Phức tạp.", by=by, at=at("10/11 09:00"))
    denunciation_steps.conclude(one.pk, number="05/KL-UBND", by=by, at=at("12/11 09:00"))
    text = everything_in_the_database()
    assert "TC-2026-0001" in text and "Thu tiền sai quy định" in text, "the search looks at the right place"
    assert [needle for needle in NEEDLES if needle in text] == []
    if connection.vendor == "sqlite":
        path = connection.settings_dict["NAME"]
        for suffix in ("", "-wal"):
            try:
                with open(f"{path}{suffix}", "rb") as stream:
                    data = stream.read()
            except FileNotFoundError:
                continue
            assert [needle for needle in NEEDLES if needle.encode() in data] == []


def test_a_new_key_seals_anew_older_keys_still_open_and_a_lost_file_says_so(house):
    one = enter(house, kind="director")
    named(house, "director")
    before = DenouncerIdentity.objects.get().sealed
    assert oct(denouncer_keys.path().stat().st_mode)[-3:] == "600"
    from django.core.management import call_command

    call_command("rotate_denouncer_key")
    row = DenouncerIdentity.objects.get()
    assert row.sealed != before and len(denouncer_keys.path().read_text().split()) == 2
    by = house.acting("director")
    assert denouncers.opened(one.pk, by=by, at=at("04/11 09:00")) == WHO
    row.sealed = before  # a row of an older backup
    row.save()
    assert denouncers.opened(one.pk, by=by, at=at("04/11 09:00")) == WHO
    denouncer_keys.path().unlink()
    with pytest.raises(KeyMissing):
        denouncers.opened(one.pk, by=by, at=at("04/11 09:00"))


def test_the_sealed_text_is_not_the_plain_one(house):
    enter(house)
    sealed = DenouncerIdentity.objects.get().sealed
    assert not any(needle in sealed for needle in NEEDLES)
    opened = json.loads(denouncer_keys.box().decrypt(sealed.encode()))
    assert opened["full_name"] == WHO.full_name
