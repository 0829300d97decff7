"""What every page knows of the house: the centre, the reader's preferences, who is signed in and where they may go.

Everything is asked for only when a template names it: a page without a header asks the database nothing.
"""

from functools import cached_property
from typing import Any

from django.utils import translation

from motcua.doors import preferences
from motcua.doors.navigation import AREAS, NavigationLink, home_of, links_of
from motcua.doors.request import Request
from motcua.office import offices
from motcua.office.offices import Office
from motcua.office.posts import Post


class House:
    """Lazy facts for the shell of a page; as `house` in every template."""

    def __init__(self, request: Request) -> None:
        self.request = request

    @cached_property
    def centre(self) -> Office | None:
        """The office of the signed-in post, else the installation's own."""
        assignment = getattr(self.request, "assignment", None)
        return assignment.office if assignment else offices.find_first()

    @cached_property
    def size(self) -> str:
        """The reader's size of type: s, m, l or nothing."""
        return preferences.chosen(self.request, "size")

    @cached_property
    def contrast(self) -> str:
        """The reader's contrast: normal, high or nothing."""
        return preferences.chosen(self.request, "contrast")

    @property
    def language(self) -> str:
        """The language of this page."""
        return translation.get_language() or "vi"

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        """The languages that the reader may choose from."""
        return preferences.offered_languages()

    @property
    def home(self) -> str:
        """Where this reader's work begins: the own area, or the page of citizens."""
        acting = getattr(self.request, "acting", None)
        return home_of(acting.role) if acting else "/"

    @property
    def staff_name(self) -> str:
        """The full name of the member of staff, else the user name."""
        assignment = getattr(self.request, "assignment", None)
        return assignment.staff.full_name if assignment else str(self.request.user)

    @property
    def post_name(self) -> str:
        """The name of the post in which the person works now."""
        assignment = getattr(self.request, "assignment", None)
        return assignment.post.name if assignment else ""

    @property
    def posts(self) -> list[Post]:
        """The posts that the person holds today."""
        return [held.post for held in getattr(self.request, "held", [])]

    @cached_property
    def areas(self) -> list[NavigationLink]:
        """The areas (officer, leader, steward) in which the person has something to do."""
        found = []
        for audience, area in AREAS.items():
            links = links_of(self.request, audience)
            if links:
                found.append(NavigationLink(area.label, links[0].href, is_current=False))
        return found


def house(request: Request) -> dict[str, Any]:
    """Give every template the lazy facts of the house."""
    return {"house": House(request)}
