"""Several hands at once: one dossier per draft and key, one payment per charge, no deadlock, numbers without gap."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from tests.desk.moments import at

from motcua.desk import accept, file_online, receive
from motcua.dossiers import drafts, invariants
from motcua.dossiers.dossier import Dossier
from motcua.fees import charges, payments
from motcua.fees.payments import AlreadyPaid, Payment
from motcua.journal import verification
from motcua.journal.acting import Acting
from motcua.papers import storage
from motcua.procedures.components import Component
from motcua.procedures.components import for_case as asked
from motcua.site.demo import lives

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, act: Callable[[int], None]) -> None:
    """Run `act(n)` in so many threads that start together; raise what any of them raised."""
    start, raised = threading.Barrier(count), []

    def run(n: int) -> None:
        try:
            start.wait()
            act(n)
        except Exception as trouble:
            raised.append(trouble)
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []


def come(house, version, key):
    person = {"full_name": "H'Hen Niê", "phone": "0912 345 679"}
    return receive.receive(
        house.office,
        version=version,
        case=None,
        applicant=person,
        on_paper={component.pk for component in asked(version)},
        pay="cash",
        by=house.acting("reception"),
        at=at(),
        key=key,
    )


def test_receiving_accepting_and_cashing_at_once_never_wait_for_each_other_in_a_circle(house, version):
    """Acceptance locks number series and then the chain; receiving must not hold the chain while it takes numbers."""
    filed = [lives.file(house, version, at=at()) for _ in range(6)]
    owed = [
        charges.charge(lives.file(house, version, at=at()), by=house.acting("reception"), at=at()) for _ in range(6)
    ]

    def act(n):
        if n % 3 == 0:
            come(house, version, f"key-{n}")
        elif n % 3 == 1:
            accept.accept(filed[n // 3].pk, by=house.acting("reception"), at=at())
        else:
            payments.take_cash(owed[n // 3].pk, by=house.acting("cashier"), at=at())

    for dossier in filed:
        lives.intake.check(
            dossier.pk,
            {row.pk: ("ok", "") for row in dossier.components.all()},
            by=house.acting("reception"),
            at=at(),
        )
    at_once(18, act)
    assert sorted(Payment.objects.values_list("receipt_number", flat=True)) == list(range(1, 13))
    books = sorted(Dossier.objects.filter(book_number__isnull=False).values_list("book_number", flat=True))
    assert books == list(range(1, 13))
    assert verification.verify(house.office.pk) == [] and list(invariants.check(house.office.pk)) == []


def test_the_same_key_at_once_is_one_dossier_and_one_payment(house, version):
    found = []
    at_once(6, lambda _n: found.append(come(house, version, "same").dossier.pk))
    assert len(set(found)) == 1 and (Dossier.objects.count(), Payment.objects.count()) == (1, 1)


def test_two_tabs_that_file_at_once_get_one_dossier(house, version):
    draft, _code = drafts.begin(house.office, version, case=None, at=at())
    drafts.save(draft, {"ho_ten": "Nguyễn Thị Mẫu", "dien_thoai": "+84912345678"}, at=at())
    paper = storage.keep(house.office, b"%PDF-1.4 giay to", "cu-tru.pdf", at=at())
    drafts.attach(draft, Component.objects.get(position=2), paper, remark="", at=at())
    found = []

    def act(_n):
        mine = drafts.find(draft.pk, at=at())
        found.append(file_online.file(mine, by=Acting.citizen(house.office.pk, None), at=at()).code)

    at_once(6, act)
    assert found == ["H99.01-261102-0001"] * 6 and Dossier.objects.count() == 1


def test_two_cashiers_at_once_take_the_money_once(house, version):
    charge = charges.charge(lives.file(house, version, at=at()), by=house.acting("reception"), at=at())
    refused = []

    def act(_n):
        try:
            payments.take_cash(charge.pk, by=house.acting("cashier"), at=at())
        except AlreadyPaid as refusal:
            refused.append(refusal)

    at_once(6, act)
    assert len(refused) == 5 and Payment.objects.get().receipt_number == 1
