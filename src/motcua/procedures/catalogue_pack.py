"""Loads a catalogue pack (danh mục TTHC): every row becomes a procedure and a version, or a change of one.

A hand-reviewed version is not overwritten: the procedure is marked for review instead. A row that the same pack no
longer has ends the procedure.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from motcua.kernel.localtime import local_day
from motcua.office.packs import LoadReport, Pack, PackRefused
from motcua.procedures import openings, search, versions
from motcua.procedures.catalogue import Procedure, Status
from motcua.procedures.catalogue_reading import Reading, read
from motcua.procedures.channels import ChannelTerm
from motcua.procedures.components import Component, Guidance
from motcua.procedures.legal_basis import LegalBasis
from motcua.procedures.versions import Version

_FILE = "procedures.json"
_LAYER = "catalogue"


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load every procedure of a pack and renew the search words of those that changed."""
    readings = _read(pack)
    report, lines = LoadReport(), _Lines()
    known = {procedure.code: procedure for procedure in Procedure.objects.all()}
    new = [reading for code, reading in readings.items() if code not in known]
    touched = _add(pack, new, lines)
    replaced: list[tuple[Version, Version]] = []
    report.added = len(new)
    for code, reading in readings.items():
        procedure = known.get(code)
        if procedure is None:
            continue
        if procedure.catalogue_digest == reading.digest:
            report.unchanged += 1
            continue
        replaced += _change(pack, procedure, reading, lines, at, report)
        touched.append(procedure)
        report.changed += 1
    lines.save()
    for old, fresh in replaced:
        report.notes += openings.carry_over(old, fresh, at=at)
    for procedure in known.values():
        is_gone = procedure.pack_name == pack.name and procedure.code not in readings
        if is_gone and procedure.status == Status.ACTIVE:
            _end(procedure, pack)
            report.ended += 1
    search.index(touched)
    return report


def _read(pack: Pack) -> dict[str, Reading]:
    readings: dict[str, Reading] = {}
    for row in pack.items(_FILE):
        reading = read(row)
        if reading.code in readings:
            raise row.refused(f"mã {reading.code} bị trùng")
        readings[reading.code] = reading
    if not readings:
        raise PackRefused(_FILE, 0, "không có thủ tục nào")
    return readings


class _Lines:
    """Lines of many versions, written together."""

    def __init__(self) -> None:
        self.rows: dict[type[Model], list[Any]] = {Component: [], Guidance: [], ChannelTerm: [], LegalBasis: []}

    def add(self, version: Version, reading: Reading) -> None:
        """Take the lines of one version."""
        self.rows[Component] += [Component(version=version, **values) for values in reading.components]
        self.rows[Guidance] += [Guidance(version=version, **values) for values in reading.guidances]
        self.rows[ChannelTerm] += [ChannelTerm(version=version, **values) for values in reading.terms]
        self.rows[LegalBasis] += [LegalBasis(version=version, **values) for values in reading.legal_bases]

    def save(self) -> None:
        """Write them."""
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, batch_size=500)


def _add(pack: Pack, readings: list[Reading], lines: _Lines) -> list[Procedure]:
    procedures, first = [], []
    for reading in readings:
        procedure = Procedure(code=reading.code, pack_name=pack.name, **reading.procedure)
        version = Version(
            procedure=procedure,
            number=1,
            valid_from=pack.valid_from,
            layers={_LAYER: reading.digest},
            **reading.version,
        )
        procedures.append(procedure)
        first.append(version)
        lines.add(version, reading)
    Procedure.objects.bulk_create(procedures, batch_size=500)
    Version.objects.bulk_create(first, batch_size=500)
    return procedures


def _change(
    pack: Pack, procedure: Procedure, reading: Reading, lines: _Lines, at: datetime, report: LoadReport
) -> list[tuple[Version, Version]]:
    version = versions.latest(procedure)
    keeps_lines = version.is_reviewed or "completed" in version.layers
    for name, value in reading.procedure.items():
        setattr(procedure, name, value)
    procedure.pack_name = pack.name
    procedure.needs_review = keeps_lines
    procedure.save()
    if keeps_lines:
        report.notes.append(f"{procedure.code}: danh mục đã đổi sau lần rà soát, cần rà soát lại")
        return []
    draft = versions.successor_of(version, _from(pack, at))
    versions.clear(draft, "components", "guidances", "terms", "legal_bases")
    for name, value in reading.version.items():
        setattr(draft, name, value)
    draft.layers[_LAYER] = reading.digest
    draft.save()
    lines.add(draft, reading)
    return [(version, draft)]


def _from(pack: Pack, at: datetime) -> date:
    return max(pack.valid_from, local_day(at))


def _end(procedure: Procedure, pack: Pack) -> None:
    procedure.status = Status.REPEALED
    procedure.ended_on = pack.valid_from
    procedure.status_note = f"Không còn trong danh mục {pack.title}, phiên bản {pack.version}."
    procedure.catalogue_digest = ""
    procedure.save()
