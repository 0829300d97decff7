"""Lost papers, scans added later, results on their way by post, and what the portal knows: each with its refusals."""

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.desk import moments
from motcua.dossiers import components, deliveries, invariants, losses, portal_sync, results, scans
from motcua.dossiers.access import NoSuchDossier, Voided
from motcua.dossiers.deliveries import Delivery
from motcua.dossiers.losses import Loss
from motcua.dossiers.portal_sync import Sync
from motcua.dossiers.status import Status
from motcua.dossiers.voids import void
from motcua.journal import cursors, entries, jobs, verification
from motcua.office.rights import NotAllowed
from motcua.papers import storage
from motcua.site.demo import builders, lives


def lost(house, dossier, moment="06/11 09:00", **change):
    told = {"what": "Bản chính giấy khai sinh", "responsible": house.posts["specialist"].pk} | change
    return losses.report(dossier.pk, **told, by=house.acting("reception"), at=at(moment))


def scanned(house, moment="03/11 09:00"):
    return storage.keep(house.office, lives.PAGE, "quet.pdf", at=at(moment), media_type="application/pdf")


def sound(house):
    assert list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


@pytest.mark.parametrize("make", [situations.in_process, situations.returned, situations.stopped])
def test_a_loss_is_watched_whatever_the_status_until_it_is_made_good(house, version, make):
    dossier = make(house, version)
    status = lives.status_of(dossier)
    loss = lost(house, dossier)
    assert loss.due_at == loss.next_moment_at == at("13/11 17:00")
    assert [row.pk for row in losses.open_ones(house.office.pk)] == [loss.pk]
    assert losses.watch(at("13/11 16:59")) == 0
    assert losses.watch(at("13/11 17:00")) == 1
    assert entries.of(dossier.pk, house.office.pk)[-1].name == "dossiers.LossOverdue"
    assert losses.watch(at("13/11 17:01")) == 0 and losses.watch(at("16/11 09:00")) == 1, "again each working day"
    by = house.acting("director")
    losses.settle(
        loss.pk, apology="Gặp xin lỗi", remedy="Xin cấp lại bản chính", cost=8000, by=by, at=at("16/11 10:00")
    )
    assert losses.open_ones(house.office.pk) == [] and losses.watch(at("30/11 09:00")) == 0
    assert lives.status_of(dossier) == status
    assert entries.of(dossier.pk, house.office.pk)[-1].event == {"cost": 8000, "loss_id": str(loss.pk)}
    sound(house)


def test_a_loss_says_what_was_lost_and_in_whose_hands(house, version):
    dossier = situations.in_process(house, version)
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="khac-")
    for change in ({"what": " "}, {"responsible": None}, {"responsible": other.posts["reception"].pk}):
        with pytest.raises(losses.LossUnclear):
            lost(house, dossier, **change)
    with pytest.raises(NoSuchDossier):
        losses.report(dossier.pk, what="x", responsible=None, by=other.acting("reception"), at=at("06/11 09:00"))
    assert not Loss.objects.exists()


REMEDIES = [{"apology": " "}, {"remedy": ""}, {"cost": None}, {"cost": -1}]


@pytest.mark.parametrize("change", REMEDIES, ids=["apology", "remedy", "no cost", "negative cost"])
def test_a_loss_is_made_good_by_apology_remedy_and_a_stated_cost(house, version, change):
    loss = lost(house, situations.in_process(house, version))
    told = {"apology": "Xin lỗi", "remedy": "Làm lại", "cost": 0} | change
    with pytest.raises(losses.RemedyMissing):
        losses.settle(loss.pk, **told, by=house.acting("director"), at=at("07/11 09:00"))
    with pytest.raises(NotAllowed):
        losses.settle(loss.pk, apology="a", remedy="b", cost=0, by=house.acting("reception"), at=at("07/11 09:00"))
    losses.settle(loss.pk, apology="a", remedy="b", cost=0, by=house.acting("leader"), at=at("07/11 09:00"))
    with pytest.raises(losses.NoSuchLoss):
        losses.settle(loss.pk, apology="a", remedy="b", cost=0, by=house.acting("leader"), at=at("07/11 09:01"))


def test_a_scan_is_laid_beside_what_is_there(house, version):
    dossier = situations.in_process(house, version)
    row = components.of_dossier(dossier)[0]
    first, second = scanned(house), scanned(house)
    scans.add(dossier.pk, component_id=row.pk, files=[first], by=house.acting("reception"), at=at("03/11 09:00"))
    scans.add(dossier.pk, component_id=row.pk, files=[second], by=house.acting("specialist"), at=at("03/11 09:05"))
    assert [link.file_id for link in components.of_dossier(dossier)[0].files.all()] == [first.pk, second.pk]
    entry = entries.of(dossier.pk, house.office.pk)[-1]
    assert (entry.name, entry.event["count"]) == ("dossiers.ScanAdded", 1)
    sound(house)


def test_a_scan_needs_a_file_a_component_of_this_dossier_and_an_open_dossier(house, version):
    dossier, other = situations.registered(house, version), situations.registered(house, version)
    row, foreign = components.of_dossier(dossier)[0], components.of_dossier(other)[0]
    by, files = house.acting("reception"), [scanned(house)]
    for component, given in ((None, files), (foreign.pk, files), (row.pk, [])):
        with pytest.raises(scans.NothingScanned):
            scans.add(dossier.pk, component_id=component, files=given, by=by, at=at("03/11 09:00"))
    with pytest.raises(NotAllowed):
        scans.add(dossier.pk, component_id=row.pk, files=files, by=house.acting("leader"), at=at("03/11 09:00"))
    ended = situations.rejected(house, version)
    with pytest.raises(scans.DossierEnded):
        scans.add(ended.pk, component_id=components.of_dossier(ended)[0].pk, files=files, by=by, at=at("03/11 09:00"))
    void(dossier.pk, reason="Nhầm", by=house.acting("director"), at=at("02/11 11:00"))
    with pytest.raises(Voided):
        scans.add(dossier.pk, component_id=row.pk, files=files, by=by, at=at("03/11 09:00"))


def test_what_goes_by_post_is_returned_when_the_post_has_delivered_it(house, version):
    dossier = situations.processed(house, version)
    by = house.acting("reception")
    with pytest.raises(deliveries.TrackingNumberMissing):
        deliveries.post(dossier.pk, tracking_number=" ", by=by, at=at("05/11 09:00"))
    deliveries.post(dossier.pk, tracking_number="EV999000123VN", by=by, at=at("05/11 09:00"))
    on_its_way = lives.fresh(dossier.pk)
    assert on_its_way.status == Status.PROCESSED and on_its_way.reason.startswith("Kết quả đã gửi qua bưu chính")
    assert deliveries.delivery_of(on_its_way, results.find(dossier)) is Delivery.AT_POST
    with pytest.raises(deliveries.PostedAlready, match="EV999000123VN"):
        deliveries.post(dossier.pk, tracking_number="EV2", by=by, at=at("05/11 09:01"))
    assert moments.came(on_its_way.next_moment_at) == 1
    assert entries.of(dossier.pk, house.office.pk)[-1].event == {"kind": "posted"}
    results.return_to_applicant(dossier.pk, way="post", by=by, at=at("09/11 09:00"))
    assert deliveries.delivery_of(lives.fresh(dossier.pk), results.find(dossier)) is Delivery.DELIVERED
    sound(house)


# Wanted by, electronic, returned by → where the result is.
PLACES = [
    (1, False, "", Delivery.AT_COUNTER),
    (2, True, "", Delivery.TO_DOWNLOAD),
    (2, False, "", Delivery.AT_COUNTER),
    (3, True, "", Delivery.TO_POST),
    (1, False, "counter", Delivery.HANDED_OVER),
    (2, True, "download", Delivery.DOWNLOADED),
    (3, False, "post", Delivery.DELIVERED),
]


@pytest.mark.parametrize(("channel", "is_electronic", "way", "place"), PLACES)
def test_where_a_result_is_follows_from_its_facts(house, version, channel, is_electronic, way, place):
    dossier = lives.fresh(situations.processed(house, version).pk)
    assert deliveries.delivery_of(dossier, None) is None
    dossier.result_channel = channel
    result = results.find(dossier)
    result.is_electronic, result.way = is_electronic, way
    result.returned_at = at("05/11 09:00") if way else None
    assert deliveries.delivery_of(dossier, result) is place


def test_the_portal_knows_nothing_until_a_bridge_reads_and_then_what_its_jobs_say(house, version):
    dossier = situations.registered(house, version)
    assert portal_sync.sync_of(dossier) is Sync.NOT_CONNECTED
    cursors.begin_at_end(house.office.pk, [portal_sync.BRIDGE])
    assert portal_sync.sync_of(dossier) is Sync.PENDING, "connected, but nothing went out yet"
    entry = entries.of(dossier.pk, house.office.pk)[-1]
    jobs.put(portal_sync.BRIDGE, office=house.office.pk, payload={}, key="portal:1", entry=entry)
    for state, told in (
        ("waiting", Sync.PENDING),
        ("running", Sync.PENDING),
        ("done", Sync.SENT),
        ("dead", Sync.FAILED),
    ):
        jobs.Job.objects.filter(key="portal:1").update(state=state)
        assert portal_sync.sync_of(dossier) is told
