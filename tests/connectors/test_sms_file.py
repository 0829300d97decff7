"""SMS as files: whole or not at all, the same key once."""

import pytest

from motcua.connectors.sms_file.adapter import Adapter
from motcua.notices.ports import NotSent, Undeliverable


@pytest.fixture(autouse=True)
def box(settings, tmp_path):
    settings.SMS_FILE_PATH = tmp_path / "sms"
    return settings.SMS_FILE_PATH


def test_one_message_is_one_file(box):
    name = Adapter().send("+84912345678", "", "Ho so da co ket qua", "k1")
    assert [path.name for path in box.iterdir()] == [name]
    assert (box / name).read_text() == "To: +84912345678\nKey: k1\n\nHo so da co ket qua\n"


def test_the_same_key_is_sent_once_and_another_key_again(box):
    first = Adapter().send("+84912345678", "", "Mot", "k1")
    assert Adapter().send("+84912345678", "", "Hai", "k1") == first
    Adapter().send("+84912345678", "", "Hai", "k2")
    assert sorted(path.read_text().splitlines()[-1] for path in box.iterdir()) == ["Hai", "Mot"]


@pytest.mark.parametrize("number", ["", "0912345678", "+842603812345", "+84912", "+84912345678\nTo: x", "../../x"])
def test_what_is_no_mobile_number_is_undeliverable(box, number):
    with pytest.raises(Undeliverable):
        Adapter().send(number, "", "Tin", "k1")
    assert not box.exists()


def test_a_folder_that_can_not_be_written_is_not_sent(box):
    box.parent.mkdir(exist_ok=True)
    box.write_text("a file where the folder should be")
    with pytest.raises(NotSent):
        Adapter().send("+84912345678", "", "Tin", "k1")
