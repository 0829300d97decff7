"""Every route says who may open it: ours carry `access_rule`, those of packages stand in the list below."""

from collections.abc import Iterator
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, get_resolver

# Views that other people wrote and that guard themselves; each with the reason why it may be routed as it is.
GUARDED_ELSEWHERE = {
    "allauth.account.": "sign-in, password and re-authentication; rate limited by allauth",
    "allauth.mfa.": "TOTP, passkeys and recovery codes; signed-in only by allauth",
    "django.views.i18n.": "changes the language of one's own session",
    "django.contrib.staticfiles.": "public files",
}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield (path, view) of every route below the resolver."""
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        elif isinstance(entry, URLPattern):
            yield path, entry.callback


def is_guarded(view: object) -> bool:
    """Return whether the view, or the class it is made of, says who may open it."""
    if any(_module(view).startswith(prefix) for prefix in GUARDED_ELSEWHERE):
        return True
    return bool(getattr(view, "access_rule", None) or getattr(getattr(view, "view_class", None), "access_rule", None))


def _module(view: object) -> str:
    return f"{getattr(getattr(view, 'view_class', view), '__module__', '')}."


def test_every_route_says_who_may_open_it():
    if find_spec("motcua.site.urls") is None:
        return
    open_to_all = [path for path, view in routes(get_resolver("motcua.site.urls")) if not is_guarded(view)]
    assert open_to_all == [], "decorate the view with motcua.doors.access_rules"


def test_the_detector_sees_a_bare_view():
    def bare(request):
        return None

    def ruled(request):
        return None

    ruled.access_rule = "public"
    assert not is_guarded(bare)
    assert is_guarded(ruled)
