"""Every connector folder is alike: adapter, fake, failing twin, samples; each is the port."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest

import motcua.connectors
from motcua.notices.ports import NotSent, Port, Undeliverable, load

FOLDER = Path(motcua.connectors.__file__).parent
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__")


@pytest.mark.parametrize("name", NAMES)
def test_a_connector_has_an_adapter_a_fake_a_failing_twin_and_samples(name):
    for twin in ("adapter", "fake", "failing"):
        made = import_module(f"motcua.connectors.{name}.{twin}").Adapter
        assert list(inspect.signature(made.send).parameters) == list(inspect.signature(Port.send).parameters)
    assert any((FOLDER / name / "samples").iterdir())


def test_the_settings_name_working_connectors():
    assert {load("sms").__module__, load("email").__module__} == {
        "motcua.connectors.sms_file.adapter",
        "motcua.connectors.email_smtp.adapter",
    }


def test_the_failing_twin_tells_bad_addresses_from_a_carrier_that_is_down(monkeypatch):
    from motcua.connectors.sms_file.failing import Adapter

    monkeypatch.setattr(Adapter, "bad", frozenset({"x"}))
    with pytest.raises(Undeliverable):
        Adapter().send("x", "", "", "k")
    with pytest.raises(NotSent):
        Adapter().send("y", "", "", "k")
