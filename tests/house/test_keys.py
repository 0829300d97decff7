"""Foreign keys obey the import order; a key that crosses packages is PROTECT and has no reverse name."""

import re

from django.apps import apps
from django.db import models
from tests.house.source import RANK


def package_of(model: type[models.Model]) -> str:
    """Return the room of a model of ours, else an empty text."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "motcua" and len(parts) > 1 else ""


def wrong_keys(model: type[models.Model]) -> list[str]:
    """Return what is wrong with the keys of one model."""
    own, wrong = package_of(model), []
    for field in model._meta.get_fields(include_parents=False):
        if not field.is_relation or field.auto_created or not getattr(field, "concrete", False):
            continue
        target = field.related_model
        if not isinstance(target, type) or target is model:
            continue
        other, name = package_of(target), f"{model.__module__}.{model.__name__}.{field.name}"
        if other == own or not other:
            continue
        if RANK[other] >= RANK[own]:
            wrong.append(f"{name} points up or sideways to {other}")
        if not str(field.remote_field.related_name or "").endswith("+"):
            wrong.append(f"{name} crosses to {other} without related_name='+'")
        on_delete = getattr(field.remote_field, "on_delete", models.PROTECT)
        if on_delete is not models.PROTECT:
            wrong.append(f"{name} crosses to {other} without on_delete=PROTECT")
    return wrong


def our_models() -> list[type[models.Model]]:
    """Return every model of ours, the made ones of many-to-many fields included."""
    return [model for model in apps.get_models(include_auto_created=True) if package_of(model)]


def test_keys_point_down_protected_and_without_reverse_names():
    assert [line for model in our_models() for line in wrong_keys(model)] == []


def test_the_journal_has_no_keys_to_offices_or_people():
    keys = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        if package_of(model) == "journal"
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and package_of(field.related_model) != "journal"
    ]
    assert keys == []


def test_no_number_column_can_round():
    loose = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FloatField | models.DecimalField)
    ]
    assert loose == [], "money is integer đồng; shares are computed, not stored"


def test_moments_and_days_are_named_as_such():
    wrong = []
    for model in our_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.DateTimeField) and not re.search(r"(^|_)(at|until|after)$|_at_", field.name):
                wrong.append(f"{model.__name__}.{field.name}: a moment ends in _at")
            elif (
                isinstance(field, models.DateField)
                and not isinstance(field, models.DateTimeField)
                and not re.search(r"(^|_)(on|from|to|day)$", field.name)
            ):
                wrong.append(f"{model.__name__}.{field.name}: a day ends in _on")
    inherited = {"last_login", "date_joined"}  # Django's own account columns
    assert [line for line in wrong if line.split(":")[0].split(".")[1] not in inherited] == []


def test_the_detector_sees_a_wrong_key():
    from motcua.office.offices import Office

    class Low(models.Model):
        """A made-up model of the journal with a key upwards."""

        office = models.ForeignKey(Office, on_delete=models.CASCADE)

        class Meta:
            app_label = "house_samples"

    Low.__module__ = "motcua.journal.sample"
    assert len(wrong_keys(Low)) == 3
