"""Every act of the table of moves: allowed, refused by name elsewhere, journalled once, done by the right people."""

import dataclasses
from importlib import import_module

import pytest
from tests.dossiers.moments import at
from tests.dossiers.situations import ACTED_AT, ACTS, BY_MOVE, IN_STATUS, Act, asked_at_intake

from motcua.dossiers import events, intake, invariants, supplement_expiry, supplements, withdrawals
from motcua.dossiers.access import NoSuchDossier, Voided
from motcua.dossiers.status import FINAL, MOVES, Elsewhere, IllegalMove, Status
from motcua.dossiers.voids import void
from motcua.journal import entries, verification
from motcua.journal.refusals import Refused
from motcua.office.posts import PostKind
from motcua.office.rights import GRANTS, NotAllowed, Scope
from motcua.site.demo import builders, lives

BY_POST = {
    "ask_payment",
    "open_correction",
}  # acts whose right reaches only dossiers in the post's hands: elsewhere there is no dossier


def seen(dossier):
    """What must not change when an act is refused."""
    row = lives.fresh(dossier.pk)
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return values, len(entries.of(row.pk, row.office_id)), sorted(row.tasks.values_list("kind", "post_id"))


def test_the_table_of_acts_is_the_table_of_moves():
    assert {act.move for act in ACTS} | {"submit", "expire_supplement", "void"} == set(MOVES)
    for act in ACTS:
        move = MOVES[act.move]
        assert move.event == act.event
        assert ("citizen" in move.who) == act.applicant_may or act.move == "return"  # only an electronic result
        granted = {grant.post_kind for grant in GRANTS if grant.capability in move.who}
        # A right whose scope is the post's reaches only dossiers in its hands: `roles` says who has this one.
        assert act.roles <= granted, act.move
        assert {g.post_kind for g in GRANTS if g.capability in move.who and g.scope is Scope.OFFICE} <= act.roles


@pytest.mark.parametrize("move", MOVES.values(), ids=lambda move: move.name)
def test_every_row_of_the_table_names_an_act_and_an_event_that_are_there(move):
    module, name = move.act.split(".")
    assert callable(getattr(import_module(f"motcua.dossiers.{module}"), name))
    event = getattr(events, move.event)
    fields = {field.name: field.default for field in dataclasses.fields(event)}
    if isinstance(move.target, Status) and fields["status"] is not dataclasses.MISSING:
        assert fields["status"] == move.target


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.move)
def test_an_act_is_allowed_moves_the_dossier_and_is_journalled_once(house, version, act: Act):
    dossier = act.made(house, version)
    before = len(entries.of(dossier.pk, house.office.pk))
    act.do(house, dossier, at(ACTED_AT), house.acting(act.role))
    written = entries.of(dossier.pk, house.office.pk)[before:]
    assert [entry.name for entry in written] == [f"dossiers.{act.event}"]
    assert written[0].by["person"] == str(house.staff[act.role].pk)
    target = MOVES[act.move].target
    after = lives.fresh(dossier.pk)
    before_it = {"deny_withdrawal": Status.IN_PROCESS, "deny_correction": Status.RETURNED}
    assert after.status == (before_it[act.move] if target is Elsewhere.BACK else target)
    assert (after.next_moment_at is None) == (after.status in FINAL)
    assert after.next_moment_at is None or after.next_moment_at > at(ACTED_AT)
    assert list(invariants.check(house.office.pk)) == []
    assert verification.verify() == []


@pytest.mark.parametrize("status", Status, ids=lambda status: status.name)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.move)
def test_an_act_is_refused_by_name_from_every_other_status(house, version, act: Act, status: Status):
    if status in MOVES[act.move].sources:
        return
    dossier = IN_STATUS[status](house, version)
    before = seen(dossier)
    expected = (IllegalMove, NoSuchDossier) if act.move in BY_POST else IllegalMove
    with pytest.raises(expected) as refusal:
        act.do(house, dossier, at(ACTED_AT), house.acting(act.role))
    assert seen(dossier) == before
    if isinstance(refusal.value, IllegalMove):
        assert str(status.label) in str(refusal.value)


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.ACCEPTED, Status.SUPPLEMENT, Status.OBLIGATION])
def test_the_applicant_may_ask_to_stop_from_every_open_status(house, version, status: Status):
    dossier = IN_STATUS[status](house, version)
    by = house.citizen(dossier.applicant_id)
    withdrawals.ask(dossier.pk, reason="Đã đổi ý", by=by, at=at(ACTED_AT))
    assert lives.status_of(dossier) == Status.WITHDRAWAL
    assert lives.fresh(dossier.pk).status_before == status


@pytest.mark.parametrize("status", Status, ids=lambda status: status.name)
def test_nothing_expires_that_was_not_asked_for(house, version, status: Status):
    dossier = IN_STATUS[status](house, version)
    before = seen(dossier)
    late = at("01/12 08:00") if status != Status.SUPPLEMENT else at("03/11 08:00")
    assert supplement_expiry.expire(dossier.pk, refund="", by=house.system, at=late) is None
    assert seen(dossier) == before


@pytest.mark.parametrize("kind", PostKind, ids=str)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.move)
def test_only_the_right_posts_may_act(house, version, act: Act, kind: PostKind):
    dossier = act.made(house, version)
    if kind in act.roles:
        act.do(house, dossier, at(ACTED_AT), house.acting(kind))
        return
    before = seen(dossier)
    with pytest.raises((NotAllowed, NoSuchDossier)):
        act.do(house, dossier, at(ACTED_AT), house.acting(kind))
    assert seen(dossier) == before


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.move)
def test_another_office_and_another_citizen_find_nothing(house, version, act: Act):
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="khac-")
    stranger = lives.file(house, version, at=at("02/11 09:30"), name="Ka Dơi", number="999195000456").applicant_id
    dossier = act.made(house, version)
    before = seen(dossier)
    for by in (other.acting(act.role), house.citizen(stranger), house.citizen(None)):
        with pytest.raises(NoSuchDossier):
            act.do(house, dossier, at(ACTED_AT), by)
    assert seen(dossier) == before


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.move)
def test_the_applicant_does_only_what_is_the_applicants(house, version, act: Act):
    dossier = act.made(house, version)
    by = house.citizen(dossier.applicant_id)
    if act.applicant_may:
        act.do(house, dossier, at(ACTED_AT), by)
        return
    before = seen(dossier)
    with pytest.raises(Refused):
        act.do(house, dossier, at(ACTED_AT), by)
    assert seen(dossier) == before


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.move)
def test_nothing_may_be_done_to_a_void_dossier(house, version, act: Act):
    dossier = IN_STATUS[Status.REGISTERED](house, version)
    void(dossier.pk, reason="Nhập nhầm", by=house.acting("director"), at=at("02/11 11:00"))
    before = seen(dossier)
    expected = (Voided, NoSuchDossier) if act.move in BY_POST else Voided
    with pytest.raises(expected):
        act.do(house, dossier, at(ACTED_AT), house.acting(act.role))
    assert seen(dossier) == before


def test_a_lost_race_is_refused_by_name(house, version):
    """Two officers with the same page open: the second is told, and nothing happens twice."""
    dossier = IN_STATUS[Status.REGISTERED](house, version)
    BY_MOVE["accept"].do(house, dossier, at(ACTED_AT), house.acting("reception"))
    with pytest.raises(IllegalMove):
        intake.refuse(dossier.pk, reason="Trùng", by=house.acting("director"), at=at(ACTED_AT))


def test_a_request_without_items_or_reason_is_refused(house, version):
    dossier = IN_STATUS[Status.REGISTERED](house, version)
    by = house.acting("reception")
    with pytest.raises(supplements.NothingAsked):
        supplements.request(dossier.pk, items={}, reason="Thiếu", by=by, at=at(ACTED_AT))
    with pytest.raises(intake.ReasonMissing):
        intake.refuse(dossier.pk, reason="  ", by=by, at=at(ACTED_AT))
    assert asked_at_intake(house, version).pk != dossier.pk
