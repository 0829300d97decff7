"""Size of type, contrast and language: remembered in cookies, chosen by plain buttons that work without script.

Vietnamese is the language of the house: a foreign browser does not change it, only the reader's own choice does.
"""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.doors.access_rules import rule

YEAR = 365 * 24 * 3600
CHOICES = {"size": ("s", "m", "l"), "contrast": ("normal", "high")}
SHORT = {"vi": ("VI", "Tiếng Việt"), "en": ("EN", "English")}


def chosen(request: HttpRequest, name: str) -> str:
    """Return the reader's choice of size or contrast, empty when there is none."""
    value = request.COOKIES.get(f"mc_{name}", "")
    return value if value in CHOICES[name] else ""


def offered_languages() -> list[tuple[str, str, str]]:
    """Return (code, short, name) of the languages that are complete, none when there is only Vietnamese."""
    codes = ["vi", *(code for code, _name in settings.LANGUAGES if code != "vi" and _has_catalogue(code))]
    return [(code, *SHORT[code]) for code in codes] if len(codes) > 1 else []


@cache
def _has_catalogue(code: str) -> bool:
    return any((path / code / "LC_MESSAGES" / "django.mo").exists() for path in settings.LOCALE_PATHS)


class LanguageMiddleware:
    """Speak the language of the reader's cookie, else Vietnamese, whatever the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        is_offered = code in {offered for offered, _short, _name in offered_languages()}
        with translation.override(code if is_offered else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()  # as Django's own does
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response


# No token is asked for: these cookies only change how pages look, and public pages stay free of a CSRF cookie.
@csrf_exempt
@require_POST
@rule("public")
def save(request: HttpRequest) -> HttpResponseRedirect:
    """Remember the choice of the button that was pressed and return to the page."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    for name, values in CHOICES.items():
        if request.POST.get(name) in values:
            response.set_cookie(f"mc_{name}", request.POST[name], max_age=YEAR, samesite="Lax")
    if request.POST.get("language") in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.POST["language"], max_age=YEAR, samesite="Lax")
    return response
