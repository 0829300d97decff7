"""An office that certifies: procedures with their fees, the built-in wordings, officers with their dated rights."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import motcua
from motcua.certification import authority, pack
from motcua.certification.certifying import Document
from motcua.desk import certify_copy
from motcua.desk.certify_copy import CertifiedAtCounter
from motcua.kernel.localtime import VN
from motcua.office import packs
from motcua.procedures import versions
from motcua.procedures.channels import ChannelTerm, FeeKind
from motcua.site.demo import builders
from motcua.site.demo.builders import House

COPY, SIGNATURE, TRANSLATION, CONTRACT = "2.000815", "2.000884", "2.000992", "2.001035"
SINCE = date(2026, 1, 1)
PROCEDURES: tuple[tuple[str, str, str, int, str, str], ...] = (
    (COPY, "Chứng thực bản sao từ bản chính", "0:working_day", 2000, FeeKind.PER_PAGE, "after_15h"),
    (SIGNATURE, "Chứng thực chữ ký trong giấy tờ, văn bản", "0:working_day", 10_000, FeeKind.PER_ITEM, "after_15h"),
    (TRANSLATION, "Chứng thực chữ ký người dịch", "0:working_day", 10_000, FeeKind.PER_ITEM, "after_15h"),
    (CONTRACT, "Chứng thực giao dịch", "2:working_day", 50_000, FeeKind.FIXED, "none"),
)
PERSON = {"full_name": "A Thút", "number": "999095000123", "phone": "0900000123"}
SAID = {
    COPY: ("original_shown", "all_pages"),
    SIGNATURE: ("appeared", "id_checked", "aware", "not_related"),
    TRANSLATION: ("specimen_matches", "translation_attached"),
    CONTRACT: ("appeared", "id_checked", "aware", "not_related", "draft_checked"),
}
BIRTH = Document("Giấy khai sinh", copies=3, pages=1)
DIPLOMA = Document("Bằng tốt nghiệp", copies=2, pages=2)


def at(text: str = "20/11 09:00", year: int = 2026) -> datetime:
    """Return the Vietnamese day/month hour:minute as a moment; 20/11/2026 is a Friday."""
    return datetime.strptime(f"{year} {text}", "%Y %d/%m %H:%M").replace(tzinfo=VN)


def found(**details: str) -> House:
    """Return the office with its procedures open and the wordings loaded; nobody may certify yet."""
    house = builders.found_office(parent_name="Ủy ban nhân dân xã Hoa Sen", address="Thôn 1, xã Hoa Sen", **details)
    pack.load(packs.read(Path(motcua.__file__).parent / "packs" / "certification"), at=at("05/01 08:00"))
    for code, name, limit, fee, kind, cutoff in PROCEDURES:
        version = builders.procedure(code, name=name, sector="Chứng thực", limit=limit, fee=fee, cutoff=cutoff)
        ChannelTerm.objects.filter(version=version).update(fee_kind=kind)
        builders.open_for_filing(house, version)
    return house


def grant(house: House, kind: str = "leader", way: str = "paper", **more: Any) -> authority.CertifyingRight:
    """Return the right that the head gives to the holder of this kind of post."""
    told = {"basis": "QĐ 12/QĐ-UBND (minh họa)", "from_on": SINCE, "by": house.acting("leader")}
    told["at"] = at("05/01 08:00")
    return authority.grant(house.staff[kind].pk, way=way, **{**told, **more})


def come(
    house: House, *documents: Document, code: str = COPY, moment: datetime | None = None, **more: Any
) -> CertifiedAtCounter:
    """Return what comes of a visit at which everything is stated and the leader signs by hand."""
    moment = moment or at()
    told: dict[str, Any] = {
        "applicant": PERSON,
        "statements": SAID[code],
        "certifier_id": house.staff["leader"].pk,
        "by": house.acting("reception"),
        "key": f"{code}-{moment.isoformat()}-{len(documents)}-{documents[0].document_type if documents else ''}",
    }
    return certify_copy.certify(house.office, procedure_code=code, documents=documents, at=moment, **{**told, **more})


def fee_of(code: str) -> ChannelTerm:
    """Return the term of the counter, to change what it costs."""
    return versions.current(code, at().date()).terms.get(channel=1)
