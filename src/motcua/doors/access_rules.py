"""Who may open a route: every view carries one rule, and a test walks all routes to prove it.

    @rule("public")                      anyone
    @rule("token")                       the holder of a token or of a session grant; the view itself checks it
    @rule("account")                     signed in, with or without a post (password, second factor)
    @rule("staff")                       signed in, with a post today
    @rule("staff", Capability.CHECK)     … and the post has at least one of the named rights (office/rights.py)

`act` turns a refusal of the act below into the same page again with its words and status: nothing typed is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase

from motcua.doors import errors
from motcua.doors.request import Request
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.office.rights import Capability, may

KINDS = frozenset({"public", "token", "account", "staff"})
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Who may open a view: the kind, and for staff the rights of which one is enough."""

    kind: str
    capabilities: tuple[Capability, ...] = ()


def rule(kind: str, *capabilities: Capability) -> Callable[[View], View]:
    """Give the view its access rule and keep everyone else out, in Vietnamese and with what to do next."""
    if kind not in KINDS:
        raise ValueError(f"unknown access rule {kind!r}")
    if capabilities and kind != "staff":
        raise ValueError("capabilities belong to the kind 'staff'")
    access_rule = AccessRule(kind, tuple(Capability(capability) for capability in capabilities))

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _keep_out(request, access_rule) or view(request, *args, **kwargs)

        guarded.access_rule = access_rule  # type: ignore[attr-defined]  # read by the test that walks all routes
        return guarded

    return decorate


def may_open(request: Request, *capabilities: Capability) -> bool:
    """Return whether the actor has one of the rights today; without any named, whether there is a post at all."""
    acting = request.acting
    if acting is None:
        return False
    on = local_day(request.at)
    return not capabilities or any(may(acting, capability, on) for capability in capabilities)


def _keep_out(request: Request, access_rule: AccessRule) -> HttpResponseBase | None:
    if access_rule.kind in {"public", "token"}:
        return None
    if not request.user.is_authenticated:
        return errors.sign_in_first(request)
    if access_rule.kind == "account":
        return None
    if request.acting is None:
        return errors.no_post(request)
    if not may_open(request, *access_rule.capabilities):
        return errors.no_right(request, access_rule.capabilities)
    return None


def act(again: View | None = None) -> Callable[[View], View]:
    """Give a view that acts its way back: on a refusal `again(request, …)` renders the page with `request.refusal` set.

    `again` is called with the POST itself (so it may not be require_GET) and binds its form from `request.POST` when
    `request.refusal` is set. Without `again` the general page of
    refusals keeps what was typed. To htmx only the notice goes, into #thong-bao, so the form on screen stays as it is.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def acted(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except Refused as refused:
                if again is None or request.htmx:
                    return errors.refused(request, refused)
                request.refusal = refused
                page = again(request, *args, **kwargs)
            if isinstance(page, HttpResponse) and page.status_code == 200:
                page.status_code = refused_status(request)
            if isinstance(page, HttpResponse):
                errors.keep_left_over(request, page)
            return page

        return acted

    return decorate


def refused_status(request: Request) -> int:
    """Return the status of the page that shows `request.refusal` (409, 422 …), 200 when nothing was refused."""
    return request.refusal.status if request.refusal else 200
