"""Every event has a line in `wiring.WHEN` and in the wording of notices, or an explicit none."""

from importlib import import_module
from importlib.util import find_spec

from tests.house.source import SRC


def event_classes() -> list[type]:
    """Return every event of every package."""
    if find_spec("motcua.journal.events") is None:
        return []
    for path in sorted(SRC.glob("*/events.py")):
        import_module(f"motcua.{path.parent.name}.events")
    base = import_module("motcua.journal.events").Event
    return [event for event in _below(base) if event.__module__.startswith("motcua.")]


def _below(event: type) -> list[type]:
    found = []
    for child in event.__subclasses__():
        found += [child, *_below(child)]
    return found


def missing(table: dict, events: list[type]) -> list[str]:
    """Return the events that the table does not name, by class or by name."""
    named = {key if isinstance(key, str) else getattr(key, "NAME", "") for key in table}
    return sorted({event.NAME for event in events} - named)


def unknown(table: dict, events: list[type]) -> list[str]:
    """Return the lines of the table that no event stands behind."""
    named = {key if isinstance(key, str) else getattr(key, "NAME", "") for key in table}
    return sorted(named - {event.NAME for event in events})


def _table(module: str, name: str) -> dict | None:
    return getattr(import_module(module), name) if find_spec(module) else None


def test_every_event_says_what_follows_from_it():
    table = _table("motcua.wiring", "WHEN")
    if table is not None:
        assert missing(table, event_classes()) == [], "add a line to wiring.WHEN, () when nothing follows"
        assert unknown(table, event_classes()) == []


def test_every_event_has_wording_or_an_explicit_none():
    table = _table("motcua.notices.wording", "WORDING")
    if table is not None:
        assert missing(table, event_classes()) == [], "add a line to notices.wording.WORDING, None when nobody is told"
        assert unknown(table, event_classes()) == []


def test_readers_of_the_wiring_exist():
    wiring = import_module("motcua.wiring")
    named = {name for names in wiring.WHEN.values() for name in names} | {name for _, name in wiring.EVERY}
    assert sorted(named - set(wiring.READERS)) == [], "add a line to wiring.READERS"
    for reader in wiring.READERS.values():
        module, _, function = reader.path.rpartition(".")
        assert callable(getattr(import_module(module), function, None)), reader.path


def test_events_carry_no_personal_words():
    """An event's fields are ids, codes and moments: names that smell of personal data or free text are refused."""
    personal = {"full_name", "name", "phone", "email", "address", "reason", "note", "text", "words", "personal_number"}
    found = [
        f"{event.__module__}.{event.__name__}.{field}"
        for event in event_classes()
        for field in getattr(event, "__dataclass_fields__", {})
        if field in personal
    ]
    assert found == []


def test_the_detector_sees_a_missing_and_an_unknown_line():
    class Sample:
        NAME = "dossiers.Sample"

    assert missing({}, [Sample]) == ["dossiers.Sample"]
    assert missing({Sample: ()}, [Sample]) == missing({"dossiers.Sample": None}, [Sample]) == []
    assert unknown({"dossiers.Gone": ()}, [Sample]) == ["dossiers.Gone"]
