"""Routes of this door and its navigation (see motcua.doors.navigation)."""

from django.urls import URLPattern

from motcua.doors.navigation import Entry

urlpatterns: list[URLPattern] = []
NAVIGATION: list[Entry] = []
