"""The pace (giới hạn số lần): how often one address may ask, so that codes can't be guessed in bulk.

Counted in the cache, per address and purpose, in windows of fixed length; too often is refused with 429 and words.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from motcua.doors.request import Request
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import token_hash


class TooOften(Refused):
    """The address asked too often."""

    status = 429

    def __init__(self, minutes: int) -> None:
        super().__init__(
            _("Máy này đã hỏi quá nhiều lần. Hãy đợi %(minutes)s phút rồi thử lại, hoặc gọi điện cho Trung tâm.")
            % {"minutes": minutes}
        )


@dataclass(frozen=True, slots=True)
class Pace:
    """So many times in so many minutes."""

    name: str
    times: int
    minutes: int

    def step(self, request: Request, what: str = "") -> None:
        """Count one more of this address, or of `what` from wherever it is asked; raises TooOften past the limit."""
        key = f"pace:{self.name}:{token_hash(what) if what else request.META.get('REMOTE_ADDR', '')}"
        now = request.at.timestamp()
        counted, until = cache.get(key) or (0, 0.0)
        if until <= now:
            counted, until = 0, now + self.minutes * 60
        if counted >= self.times:
            raise TooOften(self.minutes)
        # Two at the very same moment may count as one: this slows guessing down, it is no lock.
        cache.set(key, (counted + 1, until), max(1, round(until - now)))


LOOK_UP = Pace("look-up", 30, 5)
RESUME = Pace("resume", 10, 10)
DIGITS = Pace("digits", 20, 10)
UPLOAD = Pace("upload", 120, 10)
BEGIN = Pace("begin", 30, 10)
DRAW = Pace("draw", 20, 5)
VERIFY = Pace("verify", 20, 5)
RATE = Pace("rate", 20, 10)
PETITION = Pace("petition", 10, 10)
PETITION_DIGITS = Pace("petition-digits", 5, 60)  # for one petition, whoever asks
