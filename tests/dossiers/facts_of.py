"""Every fact of an office as one value: what a refused act must leave exactly as it was, the end of the chain too."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey

from motcua import wiring
from motcua.journal.chain import Head
from motcua.wiring import Standing

OWN = ("dossiers.", "fees.", "office.Series", "papers.Signature")


def tables() -> list[Any]:
    """Return the models of the dossiers' and the money's facts, with the number series and the signatures."""
    named = [name for name, table in wiring.TABLES.items() if name.startswith(OWN)]
    models = [apps.get_model(name) for name in named if wiring.TABLES[name].standing is not Standing.REFERENCE]
    return [model for model in models if isinstance(model._meta.get_field("office"), ForeignKey)]


def snapshot(office_id: UUID) -> dict[str, list[tuple[Any, ...]]]:
    """Return {table: rows} of the office's facts, and its chain's end."""
    found = {
        model.__name__: sorted(model.objects.filter(office_id=office_id).values_list(), key=repr) for model in tables()
    }
    found["Head"] = list(Head.objects.filter(office_id=office_id).values_list("seq", "hash"))
    return found
