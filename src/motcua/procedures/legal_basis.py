"""Legal basis of a version (căn cứ pháp lý): the documents that the procedure rests on."""

from django.db import models

from motcua.kernel.identifiers import uuid7
from motcua.procedures.versions import Version


class LegalBasis(models.Model):
    """One document by its number, as published: 123/2015/NĐ-CP."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="legal_bases")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=200)
    name = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.number
