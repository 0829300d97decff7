"""What stands on every paper (phần chung của mọi giấy tờ): whose it is, for whom, of which dossier.

The contracts of all templates: every value is a text ready for print ("…_words"), already in Vietnamese; `NotRequired`
fields may be missing, empty or None and are left out or printed as a dotted line. `contracts` names them by template.
"""

from typing import NotRequired, TypedDict


class OfficeHead(TypedDict):
    """The left half of the national header; `name` is printed bold in capitals."""

    parent_name: str
    name: str
    address: NotRequired[str]
    phone: NotRequired[str]


class PersonLines(TypedDict):
    """An applicant, or the one who files for them (then with `authorisation`)."""

    full_name: str
    identity_number: NotRequired[str]
    address: NotRequired[str]
    phone: NotRequired[str]
    email: NotRequired[str]
    authorisation: NotRequired[str]


class Head(TypedDict):
    """What stands at the head of every paper; `number` is printed behind "Số:"."""

    office: OfficeHead
    place_date: str
    number: NotRequired[str]


class DossierSlip(Head):
    """What all slips of a dossier share; the codes are SVG texts of `qr.svg` and `barcode.svg`."""

    dossier_code: str
    applicant: PersonLines
    proxy: NotRequired[PersonLines | None]
    procedure_name: str
    qr_svg: NotRequired[str]
    rating_qr_svg: NotRequired[str]
    barcode_svg: NotRequired[str]
    is_signed_digitally: NotRequired[bool]
