"""When the clock starts: at acceptance, at the competent agency's receipt, or when the fee is paid too."""

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.dossiers import clock_starts, invariants, promises, transfers, watch, withdrawals
from motcua.dossiers.clock_starts import NotAwaited
from motcua.dossiers.promises import PromiseKind
from motcua.dossiers.status import Status
from motcua.journal import verification
from motcua.office.rights import NotAllowed
from motcua.office.settings_dated import OfficeSetting
from motcua.procedures.versions import Version
from motcua.site.demo import builders, lives

PENDING = "Chờ cơ quan có thẩm quyền nhận hồ sơ; thời hạn tính từ lúc đó"


@pytest.fixture
def elsewhere(house, drafted):
    """Return the procedure, opened as one whose limit counts from the competent agency's receipt."""
    Version.objects.filter(pk=drafted.pk).update(start_event="received_by_competent", start_source="NĐ 309/2026 Đ.8")
    return builders.open_for_filing(house, Version.objects.get(pk=drafted.pk))


def test_nothing_is_due_until_the_competent_agency_has_it_and_what_is_watched_is_named(house, elsewhere):
    dossier = lives.accept(house, situations.registered(house, elsewhere, channel=1), at=at("02/11 10:00"))
    assert (dossier.due_at_original, dossier.due_at_current) == (None, None)
    assert dossier.reason == f"{watch.REASONS['transfer']}. {PENDING}"
    assert (dossier.next_moment_kind, dossier.next_moment_at) == ("transfer", at("02/11 17:00"))
    first = promises.latest_of(dossier)
    assert (first.kind, first.due_at) == (PromiseKind.ACCEPTANCE, None)
    assert [line["why"] for line in first.ledger] == [PENDING]
    assert list(invariants.check(house.office.pk)) == []
    lives.hand_on(house, dossier, at=at("02/11 10:30"))
    under_way = lives.fresh(dossier.pk)
    assert under_way.status == Status.IN_PROCESS
    assert PENDING in under_way.reason
    assert list(invariants.check(house.office.pk)) == []


def test_the_limit_counts_from_the_competent_agency_s_receipt(house, elsewhere):
    dossier = situations.accepted(house, elsewhere)
    promise = clock_starts.receive_by_competent(dossier.pk, by=house.acting("reception"), at=at("04/11 09:00"))
    started = lives.fresh(dossier.pk)
    assert started.received_by_competent_at == at("04/11 09:00")
    assert promise.due_at == started.due_at_original == started.due_at_current == at("11/11 17:00")
    assert (promise.kind, promise.starts_at) == (PromiseKind.START, at("04/11 09:00"))
    assert PENDING not in started.reason
    assert list(invariants.check(house.office.pk)) == []
    assert verification.verify() == []


def test_a_second_receipt_another_procedure_and_another_post_are_refused(house, elsewhere):
    dossier = situations.accepted(house, elsewhere)
    with pytest.raises(NotAllowed):
        clock_starts.receive_by_competent(dossier.pk, by=house.acting("cashier"), at=at("04/11 09:00"))
    clock_starts.receive_by_competent(dossier.pk, by=house.acting("reception"), at=at("04/11 09:00"))
    with pytest.raises(NotAwaited):
        clock_starts.receive_by_competent(dossier.pk, by=house.acting("reception"), at=at("05/11 09:00"))
    Version.objects.filter(pk=elsewhere.pk).update(start_event="accepted")
    usual = situations.accepted(house, Version.objects.get(pk=elsewhere.pk))
    with pytest.raises(NotAwaited):
        clock_starts.receive_by_competent(usual.pk, by=house.acting("reception"), at=at("04/11 09:00"))


def test_a_denied_request_to_stop_gives_no_date_before_the_clock_started(house, elsewhere):
    dossier = situations.accepted(house, elsewhere)
    by = house.citizen(dossier.applicant_id)
    withdrawals.ask(dossier.pk, reason="Xin rút", by=by, at=at("02/11 14:00"))
    situations.deny(house, dossier, at("02/11 15:00"))
    back = lives.fresh(dossier.pk)
    assert (back.status, back.due_at_current) == (Status.ACCEPTED, None)
    assert list(invariants.check(house.office.pk)) == []


@pytest.mark.parametrize(
    ("accepted_at", "channel", "due_at"),
    [
        ("02/11 10:00", 1, "02/11 17:00"),
        ("02/11 15:00", 1, "02/11 17:00"),  # 15:00 itself is not after 15:00
        ("02/11 15:01", 1, "03/11 08:30"),
        ("02/11 15:01", 3, "03/11 08:30"),
        ("06/11 16:00", 1, "09/11 08:30"),
        ("07/11 09:00", 1, "09/11 08:30"),  # a Saturday of volunteers
        ("02/11 10:00", 2, "02/11 11:00"),  # online: at once
        ("02/11 16:30", 2, "03/11 08:00"),
    ],
)
def test_a_dossier_on_paper_is_handed_on_within_the_day_or_early_the_next(house, version, accepted_at, channel, due_at):
    dossier = lives.file(house, version, at=at("02/11 09:00"), channel=channel)
    dossier = lives.accept(house, dossier, at=at(accepted_at))
    assert transfers.transfer_due(dossier, at(accepted_at)) == at(due_at)
    assert dossier.next_moment_at == at(due_at)


def test_the_hour_of_the_transfer_is_a_dated_setting(house, version):
    OfficeSetting.objects.create(
        office=house.office, name="transfer_cutoff", value="14:00", valid_from=at().date(), legal_ref="QĐ 1/QĐ-UBND"
    )
    filed = lives.file(house, version, at=at("02/11 09:00"), channel=1)
    dossier = lives.accept(house, filed, at=at("02/11 14:01"))
    assert dossier.next_moment_at == at("03/11 08:30")
