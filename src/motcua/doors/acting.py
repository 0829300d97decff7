"""Who acts and when: once per request, `request.at` (the moment) and `request.acting` (Acting, or None for others).

Someone who holds several posts chooses one; the choice lives in the session. A password given by a slip must be changed
before anything else. Refusals that no view caught become their page here, so that none of them is ever a 500.
"""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.doors import errors
from motcua.doors.access_rules import rule
from motcua.doors.navigation import home_of
from motcua.doors.request import Request
from motcua.journal import access_log
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.office import posts
from motcua.office.staff import Account

POST_KEY = "acting_post"
OPEN_WITH_OLD_PASSWORD = {"choose_password", "account_logout", "preferences", "sign_in_once"}


class ActingMiddleware:
    """Set `at`, `acting` and `assignment` on the request; turn refusals and bare 405 answers into pages."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        request.at = timezone.now()  # the one reading of the clock in a request
        request.acting = request.assignment = request.refusal = None
        request.held = []
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request, SuspiciousOperation("NUL"))
        if request.user.is_authenticated:
            self._find_post(request)
        response = self.get_response(request)
        access_log.flush(request)
        if response.status_code == 405 and isinstance(response, HttpResponse) and not response.content:
            return errors.method_not_allowed(request, response.get("Allow", ""))
        return response

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Send whoever signed in by a slip to choose a password first."""
        name = request.resolver_match.url_name if request.resolver_match else None
        must_change = getattr(request.user, "must_change_password", False)
        if must_change and name not in OPEN_WITH_OLD_PASSWORD:
            return redirect("choose_password")
        if request.method == "POST" and any("\x00" in value for _key, value in request.POST.items()):
            return errors.bad_request(request, SuspiciousOperation("NUL"))
        return None

    def process_exception(self, request: Request, exception: Exception) -> HttpResponseBase | None:
        """Show a refusal as a page (or, to htmx, as a notice) with its status."""
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        return None

    def _find_post(self, request: Request) -> None:
        request.held = posts.held_by(cast(Account, request.user).pk, local_day(request.at))
        wanted = chosen_post(request)
        first = request.held[0] if request.held else None
        chosen = next((held for held in request.held if held.post_id == wanted), first)
        if chosen:
            request.acting, request.assignment = posts.acting_in(chosen), chosen


def chosen_post(request: Request) -> UUID | None:
    """Return the post that the signed-in person chose, None when there was no choice."""
    text = request.session.get(POST_KEY)
    return UUID(text) if text else None


@require_POST
@rule("account")
def switch_post(request: Request) -> HttpResponseBase:
    """Work in another of one's own posts from now on."""
    chosen = next((held for held in request.held if str(held.post_id) == request.POST.get("post")), None)
    if chosen is None:
        messages.error(request, _("Bạn không giữ vị trí này vào hôm nay. Hãy chọn lại trong danh sách."))
    else:
        request.session[POST_KEY] = str(chosen.post_id)
        messages.success(request, _("Bạn đang làm việc ở vị trí: %(post)s.") % {"post": chosen.post.name})
    return HttpResponseRedirect(home_of(chosen.post.kind) if chosen else reverse("after_sign_in"))
