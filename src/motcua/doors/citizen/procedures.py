"""The public catalogue: search without diacritics, the page of one procedure, its QR code and its poster."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from motcua.doors.access_rules import rule
from motcua.doors.citizen import pace, procedure_words, visit
from motcua.doors.request import Request
from motcua.dossiers import slip_contents
from motcua.kernel.localtime import local_day
from motcua.office.offices import Office
from motcua.papers import qr, typesetting
from motcua.procedures import catalogue, openings, search, versions
from motcua.procedures.catalogue import COMMUNE, NoSuchProcedure, Procedure
from motcua.procedures.channels import Channel, ChannelTerm
from motcua.procedures.components import Case
from motcua.procedures.versions import Version

PAGE_SIZE = 20
MOST = 1000
LINES = ("terms", "cases", "components", "guidances", "legal_bases", "steps")


@require_safe
@rule("public")
def listing(request: Request) -> HttpResponse:
    """Show the procedures that a text means, or all by sector; a few to a page."""
    office = visit.centre()
    text = request.GET.get("q", "").strip()[:200]
    sector = request.GET.get("linh-vuc", "").strip()[:200]
    only_open = request.GET.get("truc-tuyen") == "1"
    open_ids = _open_ids(office.pk, request)
    found = search.find(text, sector=sector or None, limit=MOST)
    if only_open:
        found = [row for row in found if row.pk in open_ids]
    number = _page_number(request.GET.get("trang", ""), len(found))
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    kept = {"q": text, "linh-vuc": sector, "truc-tuyen": "1" if only_open else ""}
    context = {
        "text": text,
        "sector": sector,
        "only_open": only_open,
        "rows": shown,
        "open_ids": open_ids,
        "count": len(found),
        "sectors": catalogue.sectors(),
        "number": number,
        "pages": _pages(len(found)),
        "previous_url": _address(kept, number - 1) if number > 1 else "",
        "next_url": _address(kept, number + 1) if number < _pages(len(found)) else "",
    }
    return render(request, "citizen/procedures.html", context)


def _open_ids(office_id: UUID, request: Request) -> set[UUID]:
    return {
        version.procedure_id for version in openings.open_versions(office_id, local_day(request.at), Channel.ONLINE)
    }


def _pages(count: int) -> int:
    return max(1, -(-count // PAGE_SIZE))


def _page_number(text: str, count: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return max(1, min(number, _pages(count)))


def _address(kept: dict[str, str], number: int) -> str:
    pairs = [(name, value) for name, value in kept.items() if value]
    return "?" + urlencode([*pairs, ("trang", str(number))])


@dataclass(frozen=True, slots=True)
class Shown:
    """A procedure as its page shows it: the version in force and the chosen case, if there are any."""

    procedure: Procedure
    version: Version | None
    cases: list[Case]
    case: Case | None

    @property
    def address(self) -> str:
        """The stable address of the page, as the QR code says it."""
        return settings.BASE_URL + reverse("citizen_procedure", args=[self.procedure.code])


def find_shown(request: Request, code: str) -> Shown:
    """Return the public procedure under this code with the chosen case; raises NoSuchProcedure."""
    procedure = catalogue.by_code(code)
    if procedure.authority_group != COMMUNE:
        raise NoSuchProcedure(code)
    version = versions.find_current(procedure.code, local_day(request.at))
    cases: list[Case] = []
    if version is not None:
        prefetch_related_objects([version], *LINES)
        cases = list(version.cases.all())
    wanted = request.GET.get("truong-hop", "")
    case = next((one for one in cases if one.slug == wanted), cases[0] if cases else None)
    return Shown(procedure, version, cases, case)


@require_safe
@rule("public")
def one(request: Request, code: str) -> HttpResponseBase:
    """Show one procedure: papers by case, limit and fee per channel, basis, results, route, source."""
    office = visit.centre()
    shown = find_shown(request, code)
    procedure, version = shown.procedure, shown.version
    if procedure.code != code:
        return redirect("citizen_procedure", procedure.code)
    context: dict[str, Any] = {"procedure": procedure, "version": version, "cases": shown.cases, "case": shown.case}
    if version is not None:
        papers = procedure_words.papers_of(version, shown.case)
        context |= {
            "papers": [(row, procedure_words.quantity_words(row)) for row in papers],
            "ways": procedure_words.ways(version, shown.case),
            "level": procedure_words.level_words(version),
            "is_open": Channel.ONLINE in version.channels() and openings.is_open(office, version),
            "guidances": version.guidances.all(),
            "legal_bases": version.legal_bases.all(),
            "steps": version.steps.all(),
        }
    return render(request, "citizen/procedure.html", context | {"address": shown.address})


@require_safe
@rule("public")
def qr_code(request: Request, code: str) -> HttpResponse:
    """Send the QR code of the procedure's address as SVG."""
    procedure = catalogue.by_code(code)
    address = settings.BASE_URL + reverse("citizen_procedure", args=[procedure.code])
    response = HttpResponse(qr.svg(address), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _fee_with_note(term: ChannelTerm | None) -> str:
    note = term.fee_note.strip() if term else ""
    words = procedure_words.fee_words(term)
    return f"{words} ({note[:160]}{'…' if len(note) > 160 else ''})" if note else words


def _poster_words(office: Office, shown: Shown, version: Version, day: date, at: datetime) -> dict[str, object]:
    case = shown.case
    term = version.term_for(Channel.COUNTER, case) or version.term_for(Channel.ONLINE, case)
    channels = ", ".join(str(Channel(channel).label).lower() for channel in version.channels())
    title = f"{shown.procedure.name} – {case.name}" if case else shown.procedure.name
    return {
        "office": slip_contents.header(office, at)["office"],
        "procedure_name": title,
        "procedure_code": shown.procedure.code,
        "sector": shown.procedure.sector,
        "components": [row.name for row in procedure_words.papers_of(version, case)],
        "qr_svg": qr.svg(shown.address),
        "url": shown.address,
        "limit_words": procedure_words.limit_words(term),
        "fee_words": _fee_with_note(term),
        "channels_words": channels[:1].upper() + channels[1:],
        "result_words": "; ".join(row["name"] for row in version.results),
        "legal_basis": "; ".join(row.number for row in version.legal_bases.all()),
        "hours_words": ". ".join(procedure_words.hours_words(office, day)),
    }


@require_safe
@rule("public")
def poster(request: Request, code: str) -> HttpResponse:
    """Send the A4 poster of the procedure for the wall of the centre or the village hall."""
    pace.DRAW.step(request)
    office = visit.centre()
    shown = find_shown(request, code)
    if shown.version is None:
        raise NoSuchProcedure(code)
    version = shown.version
    with translation.override(settings.LANGUAGE_CODE):  # it hangs on the wall, whoever prints it
        data = _poster_words(office, shown, version, local_day(request.at), request.at)
    response = HttpResponse(typesetting.pdf("poster_a4", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ap-phich-{shown.procedure.code}.pdf"'
    return response
