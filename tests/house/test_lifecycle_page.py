"""docs/rules/lifecycle.svg and lifecycle.md are drawn from the table of moves, line by line."""

from xml.etree import ElementTree

from tools import lifecycle

from motcua.dossiers.status import MOVES, Status

SVG = "{http://www.w3.org/2000/svg}"


def test_the_drawing_equals_the_table_in_the_code() -> None:
    assert lifecycle.PICTURE.read_text(encoding="utf-8") == lifecycle.picture(), "chạy lại tools/lifecycle.py"


def test_the_page_equals_the_table_in_the_code() -> None:
    assert lifecycle.PAGE.read_text(encoding="utf-8") == lifecycle.page(), "chạy lại tools/lifecycle.py"


def test_every_status_and_every_move_is_drawn_inside_the_picture() -> None:
    words = " ".join(node.text or "" for node in ElementTree.fromstring(lifecycle.picture()).iter(f"{SVG}text"))  # noqa: S314 - our own drawing
    assert set(lifecycle.LINES) == set(MOVES)
    for status in Status:
        assert str(status.label).split()[0] in words
    for x, y, _colours in lifecycle.BOXES.values():
        assert 0 <= x <= lifecycle.WIDTH - lifecycle.BOX_WIDTH and 0 <= y <= lifecycle.HEIGHT - lifecycle.BOX_HEIGHT
