"""What a request carries in this house: for annotations only, Django and the middleware make the objects."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.office.posts import Assignment


class Request(HttpRequest):
    """A request after ActingMiddleware: the moment, who acts, and the refusal of the last act, if any."""

    at: datetime
    acting: Acting | None
    assignment: Assignment | None
    htmx: HtmxDetails
    refusal: Refused | None
