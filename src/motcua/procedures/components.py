"""What a dossier consists of (thành phần hồ sơ), by case, and the guidance that the sources mix into it.

A source row with no originals and no copies, or under "Lưu ý", is guidance: it is read, never asked for. An officer may
not ask for a paper that is not here (domain brief 1.9).
"""

from django.db import models

from motcua.kernel.identifiers import uuid7
from motcua.procedures.versions import Version


class Case(models.Model):
    """One case of a procedure (trường hợp) that changes its papers, limit or fee."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="cases")
    position = models.PositiveIntegerField()
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "slug"], name="case_once_per_version")]

    def __str__(self) -> str:
        return self.name


class Component(models.Model):
    """One paper of the dossier; unknown quantities are None, never 0."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="components")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="components", null=True, blank=True)
    position = models.PositiveIntegerField()
    name = models.TextField()
    is_cut = models.BooleanField(default=False)  # the source cut the name with "…"
    group = models.TextField(blank=True)  # the source's own heading
    is_required = models.BooleanField(default=True)
    condition = models.CharField(max_length=300, blank=True)  # when it is asked for, in words
    originals = models.PositiveIntegerField(null=True, blank=True)
    copies = models.PositiveIntegerField(null=True, blank=True)
    is_shown_only = models.BooleanField(default=False)  # chỉ xuất trình: not scanned (TT 03/2025 Điều 5)
    is_form = models.BooleanField(default=False)  # the application itself: the e-form replaces it online
    has_template = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Guidance(models.Model):
    """One line to be read (hướng dẫn, lưu ý), not a paper to be handed in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="guidances")
    position = models.PositiveIntegerField()
    text = models.TextField()
    is_cut = models.BooleanField(default=False)
    group = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


def for_case(version: Version, case: Case | None = None) -> list[Component]:
    """Return the papers of a case in order: those for every case and its own, required or conditional."""
    wanted = {None, case.pk if case else None}
    return [row for row in version.components.all() if row.case_id in wanted]


def required(version: Version, case: Case | None = None) -> list[Component]:
    """Return the papers without which a dossier of this case is not complete."""
    return [row for row in for_case(version, case) if row.is_required]
