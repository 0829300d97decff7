"""What a request carries in this house: for annotations only, Django and the middleware make the objects."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.office.posts import Assignment


class Request(HttpRequest):
    """A request after ActingMiddleware: the moment, who acts, all posts held, the refusal of the last act."""

    at: datetime
    acting: Acting | None
    assignment: Assignment | None
    held: list[Assignment]
    htmx: HtmxDetails
    refusal: Refused | None


class StaffRequest(Request):
    """A request behind `@rule("staff")`: somebody acts in a post."""

    acting: Acting
    assignment: Assignment
