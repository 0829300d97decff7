"""One-time sign-in links and password slips: the only ways to reset a password, both journalled."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import token, token_hash, uuid7
from motcua.office.events import SignInLinkMade, SignInLinkUsed
from motcua.office.offices import Office
from motcua.office.staff import Account, Staff

LASTS = timedelta(hours=24)


class LinkSpent(Refused):
    """The link was used, has expired or never existed."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _(
                "Đường dẫn đăng nhập một lần này đã dùng hoặc đã hết hạn. "
                "Hãy xin người quản trị in phiếu mới (hoặc chạy lệnh motcua reset-access)."
            )
        )


class SignInLink(models.Model):
    """A token, stored hashed, that signs one account in once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


@transaction.atomic
def make(staff: Staff, *, by: Acting, at: datetime) -> str:
    """Return a fresh token for the member of staff; older unused links of the account stop working."""
    secret = token()
    SignInLink.objects.filter(office_id=staff.office_id, account=staff.account, used_at=None).update(used_at=at)
    link = SignInLink.objects.create(
        office_id=staff.office_id, account=staff.account, token_hash=token_hash(secret), expires_at=at + LASTS
    )
    entries.record(
        SignInLinkMade(link_id=str(link.pk), staff_id=str(staff.pk)),
        office=staff.office_id,
        subject=staff.pk,
        by=by,
        at=at,
    )
    return secret


@transaction.atomic
def use(secret: str, *, at: datetime) -> Account:
    """Return the account that the token opens, which must then choose a new password; raises LinkSpent."""
    link = (
        SignInLink.objects.select_for_update(of=("self",))
        .select_related("account__staff")
        .filter(token_hash=token_hash(secret), used_at=None, expires_at__gt=at)
        .first()
    )
    if link is None or not link.account.is_active:
        raise LinkSpent
    link.used_at = at
    link.save(update_fields=["used_at"])
    account = link.account
    account.must_change_password = True
    account.save(update_fields=["must_change_password"])
    staff = account.staff
    by = Acting(person=staff.pk, post=None, office=link.office_id, role="staff")
    entries.record(
        SignInLinkUsed(link_id=str(link.pk), staff_id=str(staff.pk)),
        office=link.office_id,
        subject=staff.pk,
        by=by,
        at=at,
    )
    return account
