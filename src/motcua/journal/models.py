"""The tables of the journal, each defined in the file of its thing."""

from motcua.journal.access_log import Look
from motcua.journal.chain import Detail, Entry, Head
from motcua.journal.cursors import Cursor
from motcua.journal.idempotency import IdempotencyKey
from motcua.journal.jobs import Job
from motcua.journal.rounds import Round
from motcua.journal.seals import Seal, SealStamp

__all__ = ["Cursor", "Detail", "Entry", "Head", "IdempotencyKey", "Job", "Look", "Round", "Seal", "SealStamp"]
