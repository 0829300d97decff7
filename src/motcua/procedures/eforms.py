"""The e-form of a procedure (biểu mẫu điện tử tương tác): a definition as data, drawn and checked by the server.

Legal source: NĐ 224/2026/NĐ-CP Điều 13, 15. The definition's format stands in docs/packs.md; a form once used by a
frozen version is never changed, a new pack makes a new number.
"""

from django.db import models

from motcua.kernel.identifiers import uuid7


class EForm(models.Model):
    """One edition of one form."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    official_form = models.CharField(max_length=300, blank=True)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["slug", "number"]
        constraints = [models.UniqueConstraint(fields=["slug", "number"], name="eform_number_once")]

    def __str__(self) -> str:
        return f"{self.slug} v{self.number}"
