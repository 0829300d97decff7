"""The second factor (TOTP, passkey) of an account whose holder lost it: taken away by a steward, journalled."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from motcua.journal import entries
from motcua.journal.acting import SYSTEM, Acting
from motcua.kernel.localtime import local_day
from motcua.office import rights
from motcua.office.events import SecondFactorRemoved
from motcua.office.rights import Capability
from motcua.office.staff import Staff


@transaction.atomic
def remove(member: Staff, *, by: Acting, at: datetime) -> int:
    """Return how many authenticators were taken from the account; the console acts as the system."""
    if by.role != SYSTEM:
        rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    count: int = Authenticator.objects.filter(user=member.account).delete()[0]
    if count:
        event = SecondFactorRemoved(staff_id=str(member.pk), count=count)
        entries.record(event, office=member.office_id, subject=member.pk, by=by, at=at)
    return count


def is_set(member: Staff) -> bool:
    """Return whether the account asks for a second factor or knows a passkey."""
    return bool(Authenticator.objects.filter(user=member.account).exists())
