"""Components of a dossier (thành phần hồ sơ): what the version asks for, what was handed in, and how it was checked."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy

from motcua.dossiers.dossier import Dossier
from motcua.journal import held
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office
from motcua.papers.storage import StoredFile
from motcua.procedures.components import Component

COMPONENTS = "components"  # held by dossier


class CheckState(models.TextChoices):
    """How an officer found a component."""

    UNCHECKED = "unchecked", gettext_lazy("Chưa kiểm tra")
    OK = "ok", gettext_lazy("Đủ, hợp lệ")
    MISSING = "missing", gettext_lazy("Thiếu hoặc chưa đạt")
    NOT_NEEDED = "not_needed", gettext_lazy("Không cần nộp")


class DossierComponent(models.Model):
    """One component as this dossier has it; the name is kept as it read on the day of filing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="components")
    definition = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="+", null=True)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=1000)
    is_required = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=CheckState.choices, default=CheckState.UNCHECKED)
    has_paper = models.BooleanField(default=False)  # handed in on paper at the counter
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["office", "dossier", "position"], name="component_position_once")
        ]


class ComponentFile(models.Model):
    """One stored file handed in for a component; nothing is ever replaced, a newer file stands beside the older."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    component = models.ForeignKey(DossierComponent, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()


def lay_out(
    dossier: Dossier, definitions: list[Component], *, on_paper: Collection[UUID] = ()
) -> list[DossierComponent]:
    """Return the dossier's components made from the version's definitions, in their order."""
    rows = [
        DossierComponent(
            office_id=dossier.office_id,
            dossier=dossier,
            definition=definition,
            position=position,
            name=definition.name,
            is_required=definition.is_required,
            has_paper=definition.pk in on_paper,
        )
        for position, definition in enumerate(definitions, start=1)
    ]
    DossierComponent.objects.bulk_create(rows)
    models.prefetch_related_objects(rows, models.Prefetch("files", ComponentFile.objects.none()))
    held.put((COMPONENTS, dossier.pk), list(rows))
    return rows


def lay_beside(dossier: Dossier, name: str, position: int) -> DossierComponent:
    """Return a component of this dossier alone, which the list of the procedure does not ask for."""
    held.drop((COMPONENTS, dossier.pk))
    return DossierComponent.objects.create(
        office_id=dossier.office_id, dossier=dossier, position=position, name=name, is_required=False
    )


def attach(files: Mapping[DossierComponent, list[StoredFile]], *, at: datetime) -> list[ComponentFile]:
    """Return the links of these stored files to their components; one statement, none when there are no files."""
    links = [
        ComponentFile(office_id=component.office_id, component=component, file=file, added_at=at)
        for component, found in files.items()
        for file in found
    ]
    held.drop(*((COMPONENTS, link.component.dossier_id) for link in links))
    return ComponentFile.objects.bulk_create(links) if links else []


def mark(rows: list[DossierComponent], state: CheckState) -> None:
    """Write down how these components were found; one statement."""
    for row in rows:
        row.state = state
    DossierComponent.objects.bulk_update(rows, ["state"])
    held.drop(*((COMPONENTS, row.dossier_id) for row in rows))


def of_dossier(dossier: Dossier) -> list[DossierComponent]:
    """Return the dossier's components with their files, in order, two queries."""
    files = models.Prefetch("files", ComponentFile.objects.select_related("file"))
    rows = DossierComponent.objects.filter(office_id=dossier.office_id, dossier=dossier)
    found = held.read(COMPONENTS, dossier.pk, lambda: list(rows.order_by().prefetch_related(files)))
    return sorted(found, key=lambda row: row.position)


def find(dossier: Dossier, component_id: UUID) -> DossierComponent | None:
    """Return one component of the dossier, None when it is none of its own."""
    return DossierComponent.objects.filter(office_id=dossier.office_id, dossier=dossier, pk=component_id).first()


def find_file(dossier: Dossier, file_id: UUID) -> ComponentFile | None:
    """Return one file of this dossier's components, None when it has no such file."""
    return (
        ComponentFile.objects.select_related("file")
        .filter(office_id=dossier.office_id, component__dossier=dossier, file_id=file_id)
        .first()
    )
