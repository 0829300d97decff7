"""Verification names what was changed, and tells lawful erasure from alteration."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from tests.journal.acts_of_test import BY, OFFICE, write

from motcua.journal import erasure, recording, verification
from motcua.journal.acting import Acting
from motcua.journal.chain import Detail, Entry, Head
from motcua.journal.tables import Standing, Table
from motcua.kernel.chain import entry_hash
from motcua.office.offices import Office
from motcua.office.settings_dated import OfficeSetting
from motcua.papers import storage

pytestmark = pytest.mark.django_db


def codes(office: UUID = OFFICE) -> list[str]:
    """Return the codes of what verification finds."""
    return [finding.code for finding in verification.verify(office)]


@pytest.fixture
def office() -> Office:
    return Office.objects.create(code="H99.01", name="Trung tâm", pk=OFFICE)


@pytest.fixture
def chain(office) -> list[Entry]:
    """Return five entries, the third with personal values and a fact."""
    more = [{}, {}, {"private": {"full_name": "Trần Thị Bé"}, "facts": [office], "files": ["a" * 64]}, {}, {}]
    return [write(**one) for one in more]


def test_a_chain_as_written_is_whole(chain):
    examined = verification.examine(OFFICE)
    assert examined.findings == []
    assert (examined.entries, examined.details, examined.facts, examined.erased) == (5, 2, 1, 0)


def test_a_changed_text_names_its_entry_once(chain):
    Entry.objects.filter(pk=chain[1].pk).update(text=chain[1].text.replace("261122-0001", "261122-0002"))
    (finding,) = verification.verify(OFFICE)
    assert (finding.code, finding.seq, finding.entry) == ("text", 2, chain[1].pk)
    assert "số 2" in finding.words


def test_a_changed_text_with_its_hash_made_anew_breaks_the_link(chain):
    text = chain[1].text.replace("261122-0001", "261122-0002")
    Entry.objects.filter(pk=chain[1].pk).update(text=text, hash=entry_hash(chain[1].previous_hash, text))
    (finding,) = verification.verify(OFFICE)
    assert (finding.code, finding.seq) == ("link", 3)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "dossiers.Other"},
        {"subject_id": uuid4()},
        {"source": "import"},
        {"act_id": uuid4()},
    ],
)
def test_a_changed_column_is_found(chain, change):
    Entry.objects.filter(pk=chain[1].pk).update(**change)
    assert codes() == ["columns"]


def test_a_moment_moved_in_its_column_is_found(chain):
    Entry.objects.filter(pk=chain[1].pk).update(occurred_at=chain[1].occurred_at - timedelta(days=1))
    assert codes() == ["columns"]


def test_a_removed_entry_is_a_gap(chain):
    Entry.objects.filter(pk=chain[3].pk).delete()
    assert codes() == ["gap"]


def test_a_cut_end_does_not_agree_with_the_head(chain):
    Entry.objects.filter(pk=chain[4].pk).delete()
    assert codes() == ["head"]


def test_a_removed_head_is_found_even_when_all_offices_are_asked(chain):
    Head.objects.all().delete()
    assert [finding.code for finding in verification.verify()] == ["head"]


def test_a_changed_personal_value_is_found(chain):
    Detail.objects.filter(name="full_name").update(value="Trần Thị Lớn")
    assert codes() == ["detail"]


def test_a_spoilt_salt_is_found(chain):
    Detail.objects.filter(name="full_name").update(salt="xyz")
    assert codes() == ["detail"]


def test_a_removed_personal_value_is_found(chain):
    Detail.objects.filter(name="full_name").delete()
    (finding,) = verification.verify(OFFICE)
    assert (finding.code, finding.seq) == ("detail-missing", 3)


def test_a_personal_value_added_later_is_found(chain):
    Detail.objects.create(office_id=OFFICE, entry=chain[0], name="phone", salt="00" * 16, value="0912345678")
    assert codes() == ["detail-added"]


def test_a_row_changed_behind_the_journal_is_named(chain, office):
    Office.objects.filter(pk=office.pk).update(name="Trung tâm khác")
    (finding,) = verification.verify(OFFICE)
    assert (finding.code, finding.seq, finding.row) == ("fact", 3, f"office.Office {OFFICE}")


def test_a_row_removed_behind_the_journal_is_named(chain, office):
    Office.objects.filter(pk=office.pk).delete()
    (finding,) = verification.verify(OFFICE)
    assert finding.code == "fact" and "không còn" in finding.words


def test_a_row_changed_with_an_entry_is_right(chain, office):
    office.name = "Trung tâm mới"
    office.save()
    write(facts=[office])
    assert codes() == []


def test_lawful_erasure_is_not_alteration(chain):
    with transaction.atomic():
        entry = erasure.erase(office=OFFICE, by=BY, at=recording.now(), basis="LBVDLCN-91/2025", entry=chain[2].pk)
    assert entry.event["erased"] == {str(chain[2].pk): ["facts", "full_name"]}
    assert not Detail.objects.filter(entry=chain[2]).exists()
    examined = verification.examine(OFFICE)
    assert examined.findings == [] and examined.erased == 2


def test_erasure_of_a_subject_takes_all_its_entries_and_nobody_elses(office):
    subject, other = uuid4(), uuid4()
    for one in (subject, subject, other):
        write(one, private={"phone": "0912345678"})
    erasure.erase(office=OFFICE, by=BY, at=recording.now(), basis="het-han", subject=subject)
    assert [detail.entry.subject_id for detail in Detail.objects.select_related("entry")] == [other]
    assert codes() == []


def test_rows_emptied_in_the_erasure_stay_verifiable(chain, office):
    office.name = ""
    office.save()
    erasure.erase(office=OFFICE, by=BY, at=recording.now(), basis="het-han", entry=chain[2].pk, facts=[office])
    assert codes() == []
    Office.objects.filter(pk=OFFICE).update(name="lại")
    assert codes() == ["fact"]


def test_there_is_nothing_to_erase_twice(chain):
    erasure.erase(office=OFFICE, by=BY, at=recording.now(), basis="het-han", entry=chain[2].pk)
    with pytest.raises(erasure.NothingToErase):
        erasure.erase(office=OFFICE, by=BY, at=recording.now(), basis="het-han", entry=chain[2].pk)


def test_an_office_cannot_erase_anothers_values(chain):
    with pytest.raises(erasure.NothingToErase):
        erasure.erase(office=uuid4(), by=Acting.system(OFFICE), at=recording.now(), basis="x", entry=chain[2].pk)


def test_a_clock_that_ran_backwards_is_found(chain, machine_clock):
    machine_clock(recording.now() + timedelta(days=1))
    write()
    Head.objects.update(recorded_at=None)
    machine_clock(chain[0].recorded_at + timedelta(seconds=30))
    write()
    assert codes() == ["clock"]


def test_the_command_reports_and_fails_on_findings(chain, capsys):
    call_command("verify_journal")
    said = capsys.readouterr().out
    assert "H99.01 Trung tâm: 5 bản ghi" in said and "Nhật ký nguyên vẹn." in said
    Entry.objects.filter(pk=chain[1].pk).update(text="{}")
    with pytest.raises(SystemExit) as left:
        call_command("verify_journal", office="H99.01")
    assert left.value.code == 1
    assert "Bản ghi số 2 đã bị sửa" in capsys.readouterr().out


WHOLE = {"office.Office": Table(Standing.FACT, "cả bảng")}


def test_a_row_that_no_entry_tells_of_is_named_when_the_table_is_a_fact(chain, office):
    OfficeSetting.objects.create(office=office, name="handover_wait", value="1:working_day", valid_from="2026-01-01")
    tables = {**WHOLE, "office.OfficeSetting": Table(Standing.FACT, "cả bảng")}
    (finding,) = verification.verify(OFFICE, tables)
    assert (finding.code, finding.row.split()[0]) == ("row-added", "office.OfficeSetting")
    tables["office.OfficeSetting"] = Table(Standing.BOUND, "từ khi ghi")
    assert verification.verify(OFFICE, tables) == []


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF-1.7 y")])
def test_a_file_spoilt_on_the_disk_is_named(chain, office, settings, tmp_path, spoil):
    settings.FILES_ROOT = tmp_path
    stored = storage.keep(office, b"%PDF-1.7 x", "a.pdf", at=recording.now())
    write(facts=[stored])
    tables = {"papers.StoredFile": Table(Standing.BOUND, "từ khi ghi", "motcua.papers.kept_bytes.unsound")}
    examined = verification.examine(OFFICE, tables)
    assert (examined.findings, examined.contents) == ([], 1)
    spoil(stored.full_path)
    (finding,) = verification.verify(OFFICE, tables)
    assert (finding.code, finding.row) == ("content", f"papers.StoredFile {stored.pk}")
    assert stored.path in finding.words


def test_a_head_that_forgets_or_invents_what_was_told_is_found(chain):
    for shapes in ([], [*Head.objects.get().shapes, "0" * 16]):
        Head.objects.update(shapes=shapes)
        assert codes() == ["head"]
