"""What a dossier costs, and that an unknown fee is never money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fees.moments import at

from motcua.dossiers import decisions, gates
from motcua.dossiers.gates import Gate, GateClosed
from motcua.fees import charges, fee_rules, waivers
from motcua.fees.charges import Charge, ChargeState, NumberOfPagesMissing
from motcua.fees.waivers import WaiverNotPossible
from motcua.journal import entries
from motcua.kernel.localtime import local_day
from motcua.office.rights import NotAllowed
from motcua.procedures.channels import ChannelTerm, FeeKind
from motcua.site.demo import lives


def open_gates(dossier):
    return list(Gate.objects.filter(dossier=dossier, lifted_at=None).values_list("name", flat=True))


def test_a_known_fee_is_charged_and_closes_the_gate(house, version):
    dossier = lives.file(house, version, at=at())
    charge = charges.charge(dossier, by=house.acting("reception"), at=at())
    assert (charge.amount_due, charge.amount_waived, charge.state) == (8000, 0, "waiting")
    assert open_gates(dossier) == ["fee_unpaid"]
    with pytest.raises(GateClosed):
        gates.check(dossier)
    assert [e.name for e in entries.of(dossier.pk, house.office.pk)][-1] == "fees.Charged"


def test_an_unknown_fee_makes_no_charge_and_no_gate(house, version):
    dossier = lives.file(house, version, at=at())
    ChannelTerm.objects.update(fee_amount=None)
    assert charges.charge(dossier, by=house.acting("reception"), at=at()) is None
    assert open_gates(dossier) == [] and not Charge.objects.exists()


def test_a_fee_of_zero_is_a_free_dossier_without_a_gate(house, version):
    dossier = lives.file(house, version, at=at())
    ChannelTerm.objects.update(fee_amount=0)
    charge = charges.charge(dossier, by=house.acting("reception"), at=at())
    assert charge.state == ChargeState.FREE and open_gates(dossier) == []


def test_charging_twice_gives_the_first_charge(house, version):
    dossier = lives.file(house, version, at=at())
    first = charges.charge(dossier, by=house.acting("reception"), at=at())
    assert charges.charge(dossier, by=house.acting("reception"), at=at("02/11 09:05")) == first
    assert Charge.objects.count() == 1


PAGES = (
    # pages of the original, copies, đồng (TT 226/2016/TT-BTC; domain.md 10.1)
    (1, 1, 2_000),
    (2, 1, 4_000),
    (5, 1, 7_000),
    (198, 1, 200_000),
    (500, 1, 200_000),
    (5, 3, 21_000),
)


@pytest.mark.parametrize(("pages", "copies", "amount"), PAGES)
def test_certified_copies_are_counted_by_page(house, version, pages, copies, amount):
    ChannelTerm.objects.update(fee_amount=2000, fee_kind=FeeKind.PER_PAGE)
    dossier = lives.file(house, version, at=at(), channel=1)
    charge = charges.charge(dossier, by=house.acting("reception"), at=at(), pages=pages, copies=copies)
    assert charge.amount_due == amount


@pytest.mark.parametrize(("pages", "copies"), [(None, 1), (0, 1), (3, 0)])
def test_a_fee_by_page_needs_the_number_of_pages(house, version, pages, copies):
    ChannelTerm.objects.update(fee_amount=2000, fee_kind=FeeKind.PER_PAGE)
    dossier = lives.file(house, version, at=at(), channel=1)
    with pytest.raises(NumberOfPagesMissing):
        charges.charge(dossier, by=house.acting("reception"), at=at(), pages=pages, copies=copies)
    assert not Charge.objects.exists()


def test_a_fee_by_item_is_multiplied(house, version):
    ChannelTerm.objects.update(fee_amount=10_000, fee_kind=FeeKind.PER_ITEM)
    dossier = lives.file(house, version, at=at(), channel=1)
    assert charges.charge(dossier, by=house.acting("reception"), at=at(), copies=3).amount_due == 30_000


WAIVERS = (
    # procedure, channel, day of filing, waived
    ("2.000635", 2, "14/08", False),
    ("2.000635", 2, "15/08", True),
    ("1.004772", 2, "02/11", True),
    ("1.004746", 2, "02/11", True),
    ("1.004873", 2, "02/11", True),
    ("1.004873", 1, "02/11", False),
    ("1.004873", 3, "02/11", False),
    ("1.001193", 2, "02/11", False),
    ("1.004873", 2, "28/02/2027", True),
    ("1.004873", 2, "01/03/2027", False),
)


@pytest.mark.parametrize(("code", "channel", "day", "is_waived"), WAIVERS)
def test_the_waiver_of_digital_citizens_has_its_days_and_procedures(code, channel, day, is_waived):
    year = int(day[6:] or 2026)
    on = local_day(at(f"{day[:5]} 09:00", year))
    assert [rule.code for rule in fee_rules.possible(code, channel, on)] == (["cong-dan-so"] if is_waived else [])


def test_a_waiver_is_shown_but_applies_only_when_an_officer_confirms_it(house, version):
    dossier = lives.file(house, version, at=at())
    charge = charges.charge(dossier, by=house.acting("reception"), at=at())
    assert [rule.code for rule in waivers.possible(dossier)] == ["cong-dan-so"]
    assert charge.amount_to_pay == 8000
    waived = waivers.waive(charge.pk, rule_code="cong-dan-so", by=house.acting("reception"), at=at())
    assert (waived.amount_due, waived.amount_waived, waived.amount_to_pay, waived.state) == (8000, 8000, 0, "free")
    assert "NQ 66.22/2026" in waived.legal_ref and "VNeID" in waived.waiver_reason
    assert open_gates(dossier) == []


def test_a_waiver_needs_the_right_and_a_rule_in_force(house, version):
    online = lives.file(house, version, at=at())
    at_counter = lives.file(house, version, at=at(), channel=1)
    one = charges.charge(online, by=house.acting("reception"), at=at())
    other = charges.charge(at_counter, by=house.acting("reception"), at=at())
    with pytest.raises(NotAllowed):
        waivers.waive(one.pk, rule_code="cong-dan-so", by=house.acting("specialist"), at=at())
    with pytest.raises(NotAllowed):
        waivers.waive(one.pk, rule_code="cong-dan-so", by=house.citizen(online.applicant_id), at=at())
    with pytest.raises(WaiverNotPossible):
        waivers.waive(other.pk, rule_code="cong-dan-so", by=house.acting("reception"), at=at())
    with pytest.raises(WaiverNotPossible):
        waivers.waive(one.pk, rule_code="khac", by=house.acting("reception"), at=at())


@given(amount=st.integers(0, 10**9), percent=st.integers(0, 100))
def test_a_waiver_never_exceeds_the_fee(amount, percent):
    rule = fee_rules.RULES[0]
    part = fee_rules.FeeRule(**{name: getattr(rule, name) for name in rule.__slots__} | {"percent": percent})
    waived = part.amount(amount)
    assert 0 <= waived <= amount and waived * 100 >= amount * percent


def test_facts_for_a_page_of_dossiers_take_one_query(house, version, django_assert_num_queries):
    filed = [lives.file(house, version, at=at()) for _ in range(3)]
    for dossier in filed[:2]:
        charges.charge(dossier, by=house.acting("reception"), at=at())
    with django_assert_num_queries(1):
        facts = charges.for_dossiers([dossier.pk for dossier in filed])
    assert {dossier.pk for dossier in filed[:2]} == set(facts)
    assert facts[filed[0].pk].is_owed and facts[filed[0].pk].words == "Chờ nộp"


def test_nothing_is_decided_by_a_fee(house, version):
    """The gate stands before handing over only: an unpaid dossier is processed like any other."""
    dossier = lives.file(house, version, at=at())
    charges.charge(dossier, by=house.acting("reception"), at=at())
    lives.accept(house, dossier, at=at("02/11 09:10"))
    lives.hand_on(house, dossier, at=at("02/11 09:20"))
    lives.propose(house, dossier, at=at("02/11 10:00"))
    lives.approve(house, dossier, at=at("02/11 10:30"))
    assert decisions.find_approved(dossier) is not None
    lives.issue_on_paper(house, dossier, at=at("02/11 10:40"))
    with pytest.raises(GateClosed):
        lives.hand_over(house, dossier, at=at("02/11 11:00"))
