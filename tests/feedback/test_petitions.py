"""Petitions: taken in by every means, classified, forwarded, answered, published without the sender, never stuck."""

from datetime import date

import pytest
from tests.feedback.moments import at

from motcua.desk import by_itself
from motcua.feedback import invariants, petition_handling, petition_registers, petition_tracking, petitions
from motcua.feedback.petition_handling import NamesTheSender, NotNow
from motcua.feedback.petition_tracking import NoSuchPetition
from motcua.feedback.petitions import Means, Petition, SenderMissing, TooManyFiles
from motcua.journal import entries, verification
from motcua.journal.acting import Acting
from motcua.journal.chain import Entry
from motcua.kernel.localtime import VN
from motcua.notices.outbox import Message
from motcua.office import matters, term_lists, terms
from motcua.office.matters import AlreadyClosed, NoSuchMatter, TextMissing
from motcua.office.rights import Capability, NotAllowed
from motcua.office.settings_dated import OfficeSetting
from motcua.office.staff import Staff
from motcua.papers import storage
from motcua.site.demo import builders

WORDS = "Cán bộ ở quầy số 2 trả lời cộc lốc."
SENDER = {"full_name": "Nguyễn Thị Thử", "address": "Thôn Thử Nghiệm, xã Hoa Sen", "phone": "0900 000 123"}


def receive(house, *, means=Means.PORTAL, when=None, key="k1", by=None, **more):
    told = {"content": WORDS, "about": "acts", **SENDER, **more}
    by = by or house.citizen(None)
    return petitions.receive(house.office, means=means, by=by, at=when or at(), key=key, **told)[0]


def running(petition):
    return {
        term.name: f"{term.due_at.astimezone(VN):%d/%m %H:%M}"
        for term in terms.of_subject(petition.subject)
        if not term.ended_at
    }


@pytest.mark.parametrize("means", list(Means))
def test_every_means_gives_a_numbered_petition_with_one_holder_and_dated_limits(house, means):
    by = house.citizen(None) if means == Means.PORTAL else house.acting("director")
    petition = receive(house, means=means, by=by)
    assert petition.code == "PA-2026-0001" and petition.means == means
    assert running(petition) == {"petition.forward": "09/11 17:00", "petition.acts": "05/11 17:00"}
    holder = matters.holder_of(petition)
    assert holder == house.posts["reception" if means == Means.PORTAL else "director"].pk
    assert list(invariants.check(house.office.pk)) == []


def test_the_same_form_twice_gives_one_petition(house):
    first = receive(house)
    again, is_new = petitions.receive(
        house.office, means="portal", content="khác", **SENDER, by=house.citizen(None), at=at(), key="k1"
    )
    assert (again.pk, is_new, Petition.objects.count()) == (first.pk, False, 1)


@pytest.mark.parametrize("missing", ["full_name", "address", "phone"])
def test_a_petition_without_name_address_or_phone_is_refused_and_nothing_stays(house, missing):
    with pytest.raises(SenderMissing, match="giữ bí mật"):
        receive(house, **{missing: " "})
    with pytest.raises(TextMissing):
        receive(house, content="  ")
    assert Petition.objects.count() == 0 and receive(house).code == "PA-2026-0001"


def test_a_petition_takes_five_files_and_no_more(house):
    files = [storage.keep(house.office, f"{n}".encode(), f"{n}.pdf", at=at()) for n in range(6)]
    with pytest.raises(TooManyFiles):
        receive(house, files=files)
    petition = receive(house, files=files[:5])
    assert [file.name for file in petitions.files_of(petition)] == [f"{n}.pdf" for n in range(5)]
    written = Entry.objects.get(name="feedback.PetitionReceived")
    assert all(file.sha256 in written.text for file in files[:5])


def test_the_journal_holds_neither_the_sender_nor_the_words(house):
    receive(house)
    written = Entry.objects.get(name="feedback.PetitionReceived")
    for secret in (*SENDER.values(), WORDS, "+84900000123"):
        assert secret not in written.text
    assert verification.verify(house.office.pk) == []
    Petition.objects.update(content="sửa")
    assert [finding.row.split()[0] for finding in verification.verify(house.office.pk)] == ["feedback.Petition"]


@pytest.mark.parametrize(
    ("about", "means", "is_complex", "name", "due"),
    [
        ("acts", "written", False, "petition.acts", "05/11 17:00"),
        ("rules", "written", False, "petition.rules", "09/11 17:00"),
        ("rules", "email", False, "petition.rules_online", "05/11 17:00"),
        ("rules", "portal", True, "petition.complex", "16/11 17:00"),
        ("question", "hotline", False, "petition.question", "09/11 17:00"),
        ("question", "hotline", True, "petition.question", "09/11 17:00"),
        ("unsorted", "box", False, "petition.reply", "16/11 17:00"),
    ],
)
def test_what_it_is_about_decides_the_limit_which_counts_from_the_receipt(house, about, means, is_complex, name, due):
    by = house.acting("reception")
    petition = receive(house, means=means, about="unsorted", by=by)
    petition_handling.classify(petition.pk, about=about, is_complex=is_complex, by=by, at=at("03/11 10:00"))
    assert running(petition) == {name: due}


def test_an_office_dates_its_own_limit_and_older_petitions_keep_theirs(house):
    OfficeSetting.objects.create(
        office=house.office, name="petition_acts", value="2:working_day", valid_from=date(2026, 11, 10)
    )
    old, new = receive(house), receive(house, when=at("10/11 09:00"), key="k2")
    assert running(old)["petition.acts"] == "05/11 17:00"
    assert running(new)["petition.acts"] == "12/11 17:00"


def test_the_petition_goes_to_the_post_that_is_to_answer(house):
    petition = receive(house)
    specialist = house.acting("specialist")
    with pytest.raises(NoSuchMatter):
        petition_handling.reply(petition.pk, words="Đã nhắc nhở.", by=specialist, at=at("03/11 10:00"))
    petition_handling.classify(
        petition.pk, about="acts", post_id=specialist.post, by=house.acting("reception"), at=at("03/11 10:00")
    )
    assert matters.holder_of(petition) == specialist.post
    petition_handling.reply(petition.pk, words="Đã nhắc nhở.", by=specialist, at=at("04/11 10:00"))
    petition.refresh_from_db()
    assert (petition.state, petition.reply) == ("replied", "Đã nhắc nhở.")
    assert running(petition) == {"petition.publish": "11/11 17:00"}


def test_one_who_is_not_competent_forwards_in_five_working_days_and_passes_the_explanation_on(house):
    by = house.acting("reception")
    petition = receive(house)
    with pytest.raises(TextMissing, match="tên cơ quan"):
        petition_handling.forward(petition.pk, agency=" ", by=by, at=at("03/11 10:00"))
    petition = petition_handling.forward(petition.pk, agency="Sở Nội vụ", by=by, at=at("03/11 10:00"))
    assert petition.letter_number == "01/PC-TTPVHCC"
    assert running(petition) == {"petition.explanation": "17/11 17:00"}
    with pytest.raises(NotNow):
        petition_handling.reply(petition.pk, words="x", by=by, at=at("04/11 10:00"))
    petition = petition_handling.pass_on(petition.pk, explanation="Sở đã giải trình.", by=by, at=at("10/11 10:00"))
    assert (petition.state, petition.reply) == ("replied", "Sở đã giải trình.")
    assert list(invariants.check(house.office.pk)) == []


def answered(house, **more):
    petition = receive(house, **more)
    petition_handling.reply(petition.pk, words="Đã nhắc nhở.", by=house.acting("reception"), at=at("04/11 10:00"))
    return petition


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Bà NGUYEN THI THU phản ánh đúng.", "họ tên"),
        ("Đã gọi số 0900.000.123 trả lời.", "số điện thoại"),
        ("Người gửi ở Thôn Thử Nghiệm, xã Hoa Sen.", "địa chỉ"),
        ("Đã gửi thư đến thu@example.vn.", "thư điện tử"),
    ],
)
def test_what_is_published_never_names_the_sender(house, words, what):
    petition = answered(house, email="thu@example.vn")
    with pytest.raises(NamesTheSender, match=what):
        petition_handling.publish(
            petition.pk, subject="Thái độ ở quầy", words=words, by=house.acting("reception"), at=at("05/11 09:00")
        )
    petition.refresh_from_db()
    assert petition.published_at is None and petition.state == "replied"


def test_a_published_answer_is_read_by_everyone_without_the_sender(house, django_assert_num_queries):
    petition = answered(house)
    by = house.acting("reception")
    petition_handling.publish(petition.pk, subject="Thái độ ở quầy", words="Đã nhắc nhở.", by=by, at=at("05/11 09:00"))
    with django_assert_num_queries(1):
        (row,) = petition_registers.published(house.office.pk).rows
        assert (row.public_subject, row.public_reply, row.code) == ("Thái độ ở quầy", "Đã nhắc nhở.", "PA-2026-0001")
    with pytest.raises(AlreadyClosed):
        petition_handling.decline(petition.pk, reason="x", by=by, at=at("06/11 09:00"))


def test_an_answered_petition_may_end_unpublished_and_an_unfit_one_is_declined_each_with_a_reason(house):
    by = house.acting("director")
    first, second = answered(house), receive(house, key="k2")
    with pytest.raises(TextMissing):
        petition_handling.close_unpublished(first.pk, reason="", by=by, at=at("05/11 09:00"))
    petition_handling.close_unpublished(first.pk, reason="Liên quan đời tư.", by=by, at=at("05/11 09:00"))
    petition_handling.decline(second.pk, reason="Là khiếu nại, đã hướng dẫn.", by=by, at=at("05/11 09:00"))
    assert term_lists.of_post(house.office.pk) == ([], "")
    assert sorted(Petition.objects.values_list("state", flat=True)) == ["closed", "declined"]


def test_by_the_code_anyone_learns_the_state_only_and_the_answer_needs_four_digits(house, django_assert_num_queries):
    petition = answered(house)
    with django_assert_num_queries(2):
        state = petition_tracking.by_code(house.office.pk, " pa-2026-0001 ")
    assert (state.state, state.replied_at, state.due_at) == ("Đã trả lời", at("04/11 10:00"), None)
    assert not any(secret in str(state) for secret in (*SENDER.values(), WORDS, "Đã nhắc nhở."))
    assert petition_tracking.for_sender(house.office.pk, "PA-2026-0001", "0123").pk == petition.pk
    for code, digits in (("PA-2026-0001", "9999"), ("PA-2026-0001", ""), ("PA-2026-0009", "0123")):
        with pytest.raises(NoSuchPetition):
            petition_tracking.for_sender(house.office.pk, code, digits)


def test_the_cashier_and_another_office_see_nothing(house):
    petition = receive(house)
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    for by, refusal in ((house.acting("cashier"), NotAllowed), (other.acting("reception"), NoSuchMatter)):
        with pytest.raises(refusal):
            petition_handling.classify(petition.pk, about="acts", by=by, at=at("03/11 09:00"))
        with pytest.raises(NoSuchMatter):
            matters.find(Petition, petition.pk, by=by, at=at("03/11 09:00"), to=Capability.KEEP_PETITIONS)
        assert petition_registers.listed(by, at("03/11 09:00")).rows == []


def test_a_passed_limit_is_journalled_watched_again_and_told_to_the_director_once(house):
    Staff.objects.filter(pk=house.staff["director"].pk).update(email="giamdoc@example.vn")
    petition = receive(house)
    assert terms.due(at("05/11 16:59")) == []
    ((office_id, term_id, _moment),) = terms.due(at("05/11 17:00"))
    by_itself.term_came(office_id, term_id, at("05/11 17:01"))
    by_itself.term_came(office_id, term_id, at("05/11 17:02"))
    passed = [entry for entry in entries.of(petition.pk, office_id) if entry.name == "office.TermPassed"]
    assert [entry.event["term"] for entry in passed] == ["petition.acts"]
    (again,) = [term for term in term_lists.of_post(office_id)[0] if term.pk == term_id]
    assert again.next_moment_at == at("06/11 07:30") and again.is_late(at("05/11 17:01"))
    from motcua.site.worker import run_once

    run_once(at("05/11 17:03"))
    run_once(at("05/11 17:04"))
    letters = Message.objects.filter(is_for_staff=True)
    assert [letter.to for letter in letters] == ["giamdoc@example.vn"]
    assert "PA-2026-0001" in letters[0].body and "Thử" not in letters[0].body


def test_figures_open_down_to_their_petitions_and_late_is_computed(house, django_assert_num_queries):
    by = house.acting("reception")
    answered(house)
    late = receive(house, key="k2")
    petition_handling.reply(late.pk, words="Xin lỗi.", by=by, at=at("20/11 10:00"))
    receive(house, key="k3", about="question")
    gone = receive(house, key="k4", about="rules")
    petition_handling.forward(gone.pk, agency="Sở Y tế", by=by, at=at("03/11 08:00"))
    period = (date(2026, 11, 1), date(2026, 11, 30))
    with django_assert_num_queries(2):
        found = petition_registers.figures(house.office.pk, *period, at=at("23/11 10:00"))
    counts = {figure.key: figure.count for figure in found}
    assert counts == {
        "received": 4, "acts": 2, "rules": 1, "question": 1, "unsorted": 0, "on_time": 1, "late": 1, "within": 0,
        "overdue": 2, "forwarded": 1, "declined": 0, "published": 0,
    }  # fmt: skip
    for key, count in counts.items():
        rows = petition_registers.behind(house.office.pk, key, *period, at=at("23/11 10:00"))
        assert len(rows) == count
    assert petition_registers.behind(house.office.pk, "bịa", *period, at=at()) == []
    # Every petition is answered or waits, in time or late, or was declined: the parts make the whole.
    parts = ("on_time", "late", "within", "overdue", "declined")
    assert sum(counts[key] for key in parts) == counts["received"]


def test_a_petition_with_nobody_or_two_or_no_moment_is_named_by_the_invariants(house):
    petition = receive(house)
    mine = terms.Term.objects.filter(subject_id=petition.pk)
    mine.filter(name="petition.acts").update(post=house.posts["leader"])
    assert ["hơn một vị trí" in broken.words for broken in invariants.check(house.office.pk)] == [True]
    mine.update(post=house.posts["leader"], next_moment_at=None)
    assert ["mốc theo dõi" in broken.words for broken in invariants.check(house.office.pk)] == [True]
    mine.update(ended_at=at())
    assert ["không có thời hạn" in broken.words for broken in invariants.check(house.office.pk)] == [True]
    Petition.objects.update(state="declined")
    assert {"trạng thái" in broken.words for broken in invariants.check(house.office.pk)} == {True, False}


def test_the_matter_goes_to_another_post_with_its_dates(house):
    petition = receive(house)
    before = running(petition)
    by = house.acting("director")
    with pytest.raises(NoSuchMatter):
        matters.hand_over(Petition, petition.pk, post_id=petition.pk, by=by, at=at(), to=Capability.KEEP_PETITIONS)
    matters.hand_over(
        Petition, petition.pk, post_id=house.posts["leader"].pk, by=by, at=at(), to=Capability.KEEP_PETITIONS
    )
    assert matters.holder_of(petition) == house.posts["leader"].pk and running(petition) == before
    assert verification.verify(house.office.pk) == []


def test_a_petition_needs_somebody_to_hold_it(house):
    nobody = Acting(person=None, post=None, office=house.office.pk, role="citizen")
    empty = builders.found_office("H99.03", "Trung tâm trống", people=(), prefix="y")
    with pytest.raises(matters.NobodyTakesIt):
        petitions.receive(empty.office, means="portal", content=WORDS, **SENDER, by=nobody, at=at(), key="k")
