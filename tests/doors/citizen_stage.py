"""What the tests of the citizen's door share: an open procedure with a small form, and a browser that files it."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from motcua.dossiers.dossier import Dossier
from motcua.kernel.localtime import iso
from motcua.procedures.components import Component
from motcua.procedures.eforms import EForm
from motcua.procedures.versions import Version
from motcua.site.demo import builders

PHONE = "0900 000 123"
DEFINITION: dict[str, Any] = {
    "sections": [
        {
            "key": "nguoi",
            "title": "Người yêu cầu",
            "fields": [
                {"key": "ho_ten", "label": "Họ, chữ đệm, tên", "type": "text", "required": True, "rule": "person_name"},
                {"key": "ngay_sinh", "label": "Ngày sinh", "type": "date", "required": True, "rule": "past"},
                {"key": "dien_thoai", "label": "Số điện thoại", "type": "phone", "required": True},
                {"key": "noi", "label": "Nơi cư trú", "type": "radio", "options": ["Trong nước", "Nước ngoài"]},
                {
                    "key": "nuoc",
                    "label": "Tên nước",
                    "type": "text",
                    "required": True,
                    "show_if": {"field": "noi", "is": ["Nước ngoài"]},
                },
            ],
        },
        {
            "key": "con",
            "title": "Người con",
            "repeat": {"min": 1, "max": 3},
            "fields": [{"key": "ten", "label": "Tên", "type": "text", "required": True}],
        },
    ],
    "applicant": {"full_name": "ho_ten", "born_on": "ngay_sinh", "phone": "dien_thoai"},
}


def open_procedure(house: builders.House, code: str = "1.004873", **details: Any) -> Version:
    """Return a procedure whose form has two parts, open for filing."""
    version = builders.procedure(code, **details)
    EForm.objects.filter(pk=version.eform_id).update(definition=DEFINITION)
    Component.objects.filter(version=version, position=1).update(is_form=True)
    version = Version.objects.select_related("procedure", "eform").get(pk=version.pk)
    return builders.open_for_filing(house, version)


def photo(name: str = "giay-to.jpg") -> SimpleUploadedFile:
    """Return a picture with something on it."""
    picture = Image.new("RGB", (600, 800), "white")
    pen = ImageDraw.Draw(picture)
    for line in range(60, 740, 40):
        pen.line((60, line, 520, line), fill="black", width=6)
    out = BytesIO()
    picture.save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def begin(client: Client, code: str = "1.004873") -> str:
    """Start a draft and return its resume code."""
    response = client.post(f"/nop-ho-so/{code}/", {"phone": PHONE})
    assert response.status_code == 302, response.content.decode()
    return str(client.session["resume_code"])


def fill_in(client: Client) -> None:
    """Fill in both parts of the form and attach the one required paper."""
    person = {"ho_ten": "A Thút", "ngay_sinh": "02/03/1995", "dien_thoai": PHONE, "noi": "Trong nước", "tiep": "1"}
    assert client.post("/ho-so-dang-soan/?phan=nguoi", person).status_code == 302
    child = {"con-count": "1", "con-0-ten": "Y Hoa", "tiep": "1"}
    assert client.post("/ho-so-dang-soan/?phan=con", child).status_code == 302
    assert attach(client, 2, photo()).status_code == 302
    client.post("/ho-so-dang-soan/nhan-ket-qua/", {"result_channel": "2", "phone": PHONE})


def attach(client: Client, position: int, *uploads: Any) -> Any:
    """Upload files for the component at this position."""
    component = Component.objects.get(version__procedure__code="1.004873", position=position)
    return client.post("/ho-so-dang-soan/giay-to/", {"component": str(component.pk), "files": list(uploads)})


def file(client: Client) -> Any:
    """Fill in everything, send it and return the dossier."""
    from motcua.dossiers.dossier import Dossier

    begin(client)
    fill_in(client)
    assert client.post("/ho-so-dang-soan/nop/").status_code == 302
    return Dossier.objects.get()


def come_as_owner(dossier: Dossier) -> Client:
    """Return a browser that has proven to be the applicant's of this dossier."""
    client = Client()
    client.get("/")
    session = client.session
    ids = {"dossier": dossier.pk, "office": dossier.office_id, "person": dossier.applicant_id}
    session["proven"] = {**{name: str(pk) for name, pk in ids.items()}, "at": iso(timezone.now())}
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client
