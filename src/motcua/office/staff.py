"""Staff (cán bộ, công chức, viên chức) and the accounts by which they sign in.

An account is global and carries no personal data; a staff record belongs to one office. A leaver is locked.
"""

from typing import ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from motcua.kernel.identifiers import uuid7
from motcua.kernel.vietnamese import nfc, sort_key
from motcua.office import at_hand
from motcua.office.offices import Office


class AccountManager(BaseUserManager["Account"]):
    """What Django asks of a custom user model."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account whose user name was typed, whatever its case."""
        return self.get(username__iexact=username)

    def create_user(self, username: str, password: str | None = None) -> "Account":
        """Return a new account; without a password it can only be opened by a one-time link."""
        account = self.model(username=nfc(username).strip().lower())
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    """A way to sign in: user name and password, with TOTP or a passkey beside it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)  # allauth asks for the field; motcua never signs in by e-mail
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username


class Staff(models.Model):
    """One person who works for one office."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="staff")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="staff")
    full_name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=400)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.full_name


def employ(office: Office, username: str, full_name: str, *, title: str = "", password: str | None = None) -> Staff:
    """Return a new member of staff with an account; without a password a one-time link opens it."""
    account = Account.objects.create_user(username, password)
    name = nfc(full_name).strip()
    return Staff.objects.create(account=account, office=office, full_name=name, sort_key=sort_key(name), title=title)


def choose_password(account: Account, password: str) -> None:
    """Set the account's own new password; what a one-time slip asked for is then done."""
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])


def of_office(office_id: UUID) -> models.QuerySet[Staff]:
    """Return the office's staff in Vietnamese order, with accounts."""
    return Staff.objects.filter(office_id=office_id).select_related("account")


def signs_as(staff_id: UUID | None) -> tuple[str, str]:
    """Return name and title of who signs a paper; two empty texts when no person acts."""
    if staff_id is None:
        return "", ""
    found = Staff.objects.filter(pk=staff_id).values_list("full_name", "title").first()
    return found or ("", "")


def names(staff_ids: set[UUID]) -> dict[UUID, str]:
    """Return the full names of these members of staff, one query."""
    key = ("staff names", frozenset(staff_ids))
    return at_hand.read(key, lambda: dict(Staff.objects.filter(pk__in=staff_ids).values_list("pk", "full_name")))
