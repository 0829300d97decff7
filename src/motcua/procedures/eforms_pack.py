"""Loads a pack of e-forms and ties each to its procedures; a changed form is a new number, never an overwritten one."""

from datetime import datetime

from django.db import transaction

from motcua.kernel.localtime import local_day
from motcua.office.packs import Item, LoadReport, Pack
from motcua.procedures import openings, versions
from motcua.procedures.catalogue import Procedure
from motcua.procedures.eform_definitions import BadDefinition, check
from motcua.procedures.eforms import EForm

_FILE = "eforms.json"


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load every form and make it the form of its procedures."""
    report, seen = LoadReport(), set()
    for row in pack.items(_FILE):
        slug = row.text("slug", required=True, longest=60)
        if slug in seen:
            raise row.refused(f"biểu mẫu {slug} bị trùng")
        seen.add(slug)
        old = EForm.objects.filter(slug=slug).order_by("-number").first()
        form = _edition(row, slug, old)
        if old is None:
            report.added += 1
        elif form.pk == old.pk:
            report.unchanged += 1
        else:
            report.changed += 1
        for code in row.texts("procedure_codes"):
            _attach(row, code, form, pack, at, report)
    return report


def _edition(row: Item, slug: str, old: EForm | None) -> EForm:
    digest = row.digest()
    if old is not None and old.digest == digest:
        return old
    definition = row.values.get("definition")
    try:
        check(definition)
    except BadDefinition as problem:
        raise row.refused(f"biểu mẫu {slug}: {problem}") from problem
    return EForm.objects.create(
        slug=slug,
        number=old.number + 1 if old else 1,
        title=row.text("title", required=True, longest=300),
        official_form=row.text("official_form", longest=300),
        definition=definition,
        digest=digest,
        source=row.text("source", required=True),
        note=row.text("note"),
    )


def _attach(row: Item, code: str, form: EForm, pack: Pack, at: datetime, report: LoadReport) -> None:
    procedure = Procedure.objects.filter(code=code).first()
    if procedure is None:
        raise row.refused(f"danh mục không có thủ tục {code}; hãy nạp gói danh mục trước")
    old = versions.latest(procedure)
    if old.eform_id == form.pk:
        return
    draft = versions.successor_of(old, max(pack.valid_from, local_day(at)))
    draft.eform = form
    draft.save()
    report.notes += openings.carry_over(old, draft, at=at)
