"""Looking things up in a template: `{% load lookups %}`."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """{{ fees|item:dossier_id }}: the value under a key, None when there is none."""
    return mapping.get(key)
