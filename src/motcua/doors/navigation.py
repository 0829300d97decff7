"""Navigation: each door lists its entries in `NAVIGATION` of its urls module; only what one may open is shown.

    NAVIGATION = [Entry(_("Hồ sơ chờ xử lý"), "officer_worklist", (Capability.SEE_LIST,))]

An entry without capabilities is for everyone who may be in that area.
"""

from dataclasses import dataclass
from importlib import import_module

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.doors.access_rules import may_open
from motcua.doors.request import Request
from motcua.office.rights import Capability


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation: its words, the name of its route, the rights of which one is enough."""

    label: str | Promise
    route: str
    capabilities: tuple[Capability, ...] = ()


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry as it stands on a page."""

    label: str | Promise
    href: str
    is_current: bool
    is_search: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A door: its words, its urls module and its first address."""

    label: str | Promise
    module: str
    home: str


OWN = {"leader": "leader", "director": "leader", "steward": "steward"}
CITIZEN = Area(_("Người dân"), "motcua.doors.citizen.urls", "/")
AREAS = {
    "officer": Area(_("Bàn làm việc cán bộ"), "motcua.doors.officer.urls", "/can-bo/"),
    "leader": Area(_("Lãnh đạo"), "motcua.doors.leader.urls", "/lanh-dao/"),
    "steward": Area(_("Quản trị"), "motcua.doors.steward.urls", "/quan-tri/"),
}


def own_area(post_kind: str) -> str:
    """Return the audience in which a post of this kind works."""
    return OWN.get(post_kind, "officer")


def home_of(post_kind: str) -> str:
    """Return the address of the area where a post of this kind works."""
    return AREAS[own_area(post_kind)].home


def links_of(request: Request, audience: str) -> list[NavigationLink]:
    """Return the links of an area that this reader may open; the longest address that fits is the current one.

    The audience "own" is the area in which the reader's post works, for pages that belong to none.
    """
    if audience == "own":
        audience = own_area(request.acting.role if request.acting else "")
    area = CITIZEN if audience == "citizen" else AREAS[audience]
    entries: list[Entry] = getattr(import_module(area.module), "NAVIGATION", [])
    open_to_reader = [
        (entry.label, reverse(entry.route))
        for entry in entries
        if audience == "citizen" or may_open(request, *entry.capabilities)
    ]
    fitting = [
        href
        for _label, href in open_to_reader
        if request.path == href or (href != area.home and request.path.startswith(href))
    ]
    current = max(fitting, key=len, default="")
    search = reverse("officer_search")
    return [NavigationLink(label, href, href == current, is_search=href == search) for label, href in open_to_reader]
