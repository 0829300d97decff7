"""People (người dân, tổ chức) as one office knows them: a record belongs to one office and is personal data.

Identity is a kind and a keyed hash; people without papers, children, foreigners and one-word names are normal.
Phones are shared by families and so are not unique. Legal source: Luật BVDLCN 91/2025/QH15; domain brief section 9.
"""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from motcua.kernel.identifiers import normalise_phone, uuid7
from motcua.kernel.vietnamese import fold, nfc, sort_key
from motcua.office.offices import Office


class IdentityKind(models.TextChoices):
    """By what a person is known."""

    PERSONAL_NUMBER = "personal_number", gettext_lazy("Số định danh cá nhân")
    PASSPORT = "passport", gettext_lazy("Hộ chiếu")
    ORGANISATION = "organisation", gettext_lazy("Mã số doanh nghiệp, tổ chức")
    NONE = "none", gettext_lazy("Chưa có giấy tờ")


class Person(models.Model):
    """One person or organisation in the records of one office."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=600)
    folded = models.CharField(max_length=150)
    identity_kind = models.CharField(max_length=20, choices=IdentityKind.choices, default=IdentityKind.NONE)
    identity_number = models.CharField(max_length=20, blank=True)
    identity_hash = models.CharField(max_length=64, blank=True)
    born_on = models.CharField(max_length=10, blank=True)  # ISO day, or only the year: many papers say no more
    gender = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    commune_code = models.CharField(max_length=5, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["office", "identity_hash"], name="person_by_identity")]

    def __str__(self) -> str:
        return self.full_name


def identity_hash(kind: str, number: str) -> str:
    """Return the keyed hash that joins one person's records over offices; "" for people without papers."""
    if kind == IdentityKind.NONE or not number:
        return ""
    text = f"{kind}:{number}".encode()
    return hmac.new(settings.PERSON_HASH_KEY.encode(), text, hashlib.sha256).hexdigest()


def record(
    office_id: UUID, full_name: str, *, at: datetime, number: str = "", kind: str = "", **details: str
) -> Person:
    """Return a new record of the person as declared today; an older record of the same person is left as it was.

    A dossier keeps the data under which it was filed, so every filing has its own record; the keyed hash joins them.
    """
    name = nfc(full_name).strip()
    kind = kind or (IdentityKind.PERSONAL_NUMBER if number else IdentityKind.NONE)
    return Person.objects.create(
        office_id=office_id,
        full_name=name,
        sort_key=sort_key(name),
        folded=fold(name)[:150],
        identity_kind=kind,
        identity_number=number,
        identity_hash=identity_hash(kind, number),
        recorded_at=at,
        **details,
    )


def phone_as_stored(text: str) -> str:
    """Return the number as it is stored; one that is none (an old landline, a number abroad) stays as it was said."""
    try:
        return normalise_phone(text)
    except ValueError:
        return text.strip()[:20]
