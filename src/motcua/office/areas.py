"""Areas (địa bàn): provinces and communes under their GSO codes, with valid dates.

From 1/7/2025: 34 provinces, 3,321 communes; from 30/4/2026 Đồng Nai is a city and ten of its communes are wards
(30/2026/QH16, 237/NQ-UBTVQH16), so one code may have several rows, one for each stretch of time. Codes are text.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q, QuerySet

from motcua.kernel.identifiers import uuid7
from motcua.kernel.vietnamese import fold, sort_key
from motcua.office.packs import LoadReport, Pack, PackRefused, Row

_COLUMNS = ("code", "level", "kind", "name", "full_name", "parent_code", "valid_from", "valid_to", "source")
_FILE = "areas.csv"


class Level(models.TextChoices):
    """The two levels of local government since 1/7/2025."""

    PROVINCE = "province", "Cấp tỉnh"
    COMMUNE = "commune", "Cấp xã"


class Area(models.Model):
    """One unit during one stretch of time; `valid_to` is its last day, None while it holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=5)
    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField(max_length=12)  # tỉnh, thành phố, xã, phường, đặc khu
    name = models.CharField(max_length=100)
    full_name = models.CharField(max_length=120)
    parent_code = models.CharField(max_length=5, blank=True, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    folded = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=600)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["level", "code", "valid_from"], name="area_once_per_date")]

    def __str__(self) -> str:
        return self.full_name


def _on(day: date) -> QuerySet[Area]:
    return Area.objects.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


def provinces(on: date) -> list[Area]:
    """Return the provinces of a day in the alphabet's order of their names."""
    return sorted(_on(on).filter(level=Level.PROVINCE), key=_alphabet)


def communes(province_code: str, on: date) -> list[Area]:
    """Return the communes, wards and special zones of one province on a day, in the alphabet's order."""
    return sorted(_on(on).filter(level=Level.COMMUNE, parent_code=province_code), key=_alphabet)


def find(code: str, on: date) -> Area | None:
    """Return the province (2 digits) or commune (5 digits) of a code on a day, None when there is none."""
    level = Level.PROVINCE if len(code) == 2 else Level.COMMUNE
    return _on(on).filter(level=level, code=code).first()


def names(codes: Iterable[str], on: date) -> dict[str, str]:
    """Return the full names of provinces and communes by code on a day, in one query; unknown codes are left out."""
    wanted = set(codes)
    return dict(_on(on).filter(code__in=wanted).values_list("code", "full_name")) if wanted else {}


def address_of(commune_code: str, on: date) -> str:
    """Return "Xã Cát Tiên, Tỉnh Lâm Đồng" for a commune's code on a day; empty when it is unknown."""
    commune = find(commune_code, on)
    province = find(commune.parent_code, on) if commune else None
    return f"{commune.full_name}, {province.full_name}" if commune and province else ""


def _alphabet(area: Area) -> str:
    return area.sort_key


def _natural_key(name: str) -> str:
    # A place has no given name: its words are compared from the first on.
    return "".join(sort_key(word) for word in name.split())


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load the areas of a pack; a row that the pack no longer has ends the day before the pack's first day."""
    report = LoadReport()
    wanted = {(area.level, area.code, area.valid_from): area for area in _read(pack.rows(_FILE, _COLUMNS))}
    known = {(area.level, area.code, area.valid_from): area for area in Area.objects.all()}
    new, changed = [], []
    for key, area in wanted.items():
        old = known.get(key)
        if old is None:
            new.append(area)
        elif _facts(old) == _facts(area):
            report.unchanged += 1
        else:
            area.pk = old.pk
            changed.append(area)
    gone = [area for key, area in known.items() if key not in wanted and area.valid_to is None]
    for area in gone:
        area.valid_to = max(area.valid_from, pack.valid_from)
    Area.objects.bulk_create(new, batch_size=500)
    fields = ["kind", "name", "full_name", "parent_code", "valid_to", "folded", "sort_key", "source"]
    Area.objects.bulk_update(changed, fields, batch_size=200)
    Area.objects.bulk_update(gone, ["valid_to"], batch_size=200)
    report.added, report.changed, report.ended = len(new), len(changed), len(gone)
    return report


def _facts(area: Area) -> tuple[object, ...]:
    return area.kind, area.name, area.full_name, area.parent_code, area.valid_to, area.source


def _read(rows: Iterable[Row]) -> list[Area]:
    found: list[Area] = []
    stretches: dict[tuple[str, str], list[tuple[date, date | None, Row]]] = {}
    pending: list[tuple[Row, str]] = []
    for row in rows:
        level = row.text("level", choices=tuple(Level.values))
        code, parent = row.text("code", required=True), row.text("parent_code")
        width = 2 if level == Level.PROVINCE else 5
        if not code.isdigit() or len(code) != width:
            raise row.refused(f"mã “{code}” phải gồm {width} chữ số, lưu dạng chữ để giữ số 0 đầu")
        if (level == Level.COMMUNE) != bool(parent):
            raise row.refused("đơn vị cấp xã phải có mã tỉnh, cấp tỉnh thì không")
        if parent:
            pending.append((row, parent))
        starts, ends = row.day("valid_from"), row.find_day("valid_to")
        if ends is not None and ends < starts:
            raise row.refused("ngày hết hiệu lực trước ngày có hiệu lực")
        for other_from, other_to, other in stretches.setdefault((level, code), []):
            if (other_to is None or starts <= other_to) and (ends is None or other_from <= ends):
                raise row.refused(f"mã {code} bị trùng thời gian với dòng {other.number}")
        stretches[(level, code)].append((starts, ends, row))
        name, full_name = (
            row.text("name", required=True, longest=100),
            row.text("full_name", required=True, longest=120),
        )
        found.append(
            Area(
                code=code,
                level=level,
                kind=row.text("kind", choices=("tỉnh", "thành phố", "xã", "phường", "đặc khu")),
                name=name,
                full_name=full_name,
                parent_code=parent,
                valid_from=starts,
                valid_to=ends,
                folded=fold(full_name),
                sort_key=_natural_key(name),
                source=row.text("source"),
            )
        )
    for row, parent in pending:
        if (Level.PROVINCE, parent) not in stretches:
            raise row.refused(f"không có tỉnh mang mã {parent}")
    if not found:
        raise PackRefused(_FILE, 0, "không có dòng nào")
    return found
