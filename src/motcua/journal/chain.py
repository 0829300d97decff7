"""The chain's rows (chuỗi nhật ký): one head and many entries per office, and the erasable details beside them.

Rows are written by `entries.record` only, never changed, and never deleted but for details (`erasure.erase`).
"""

import json
from typing import Any

from django.db import models

from motcua.kernel.identifiers import uuid7

FACTS = "facts"  # the detail that holds only the salt of the entry's fact digests


class Head(models.Model):
    """The end of one office's chain: its lock gives the next number."""

    office_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(null=True)
    shapes = models.JSONField(default=list)  # of fact tables whose columns the chain has told already


class Entry(models.Model):
    """One link of an office's chain; the columns repeat what stands in `text` for searching."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField()  # no key: the ground knows no offices
    seq = models.BigIntegerField()
    act_id = models.UUIDField()
    name = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    text = models.TextField()
    hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office_id", "seq"], name="journal_entry_seq")]
        indexes = [models.Index(fields=["office_id", "subject_id", "seq"], name="journal_entry_subject")]

    @property
    def body(self) -> dict[str, Any]:
        """Return the whole text, rebuilt."""
        body: dict[str, Any] = json.loads(self.text)
        return body

    @property
    def event(self) -> dict[str, Any]:
        """Return the event's fields; ids and moments are texts."""
        event: dict[str, Any] = self.body["event"]
        return event

    @property
    def by(self) -> dict[str, Any]:
        """Return who acted: person, post, role, office, on_behalf_of, delegation (texts or None)."""
        by: dict[str, Any] = self.body["by"]
        return by


class Detail(models.Model):
    """A personal value of one entry with its salt; the only row of the journal that may be erased."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="details", db_index=False)
    name = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)
    value = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office_id", "entry", "name"], name="journal_detail_name")]
