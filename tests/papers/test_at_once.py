"""Web threads share the compilers and the reader processes; nobody gets another's paper or answer."""

from concurrent.futures import ThreadPoolExecutor

from tests.papers import specimens
from tests.papers.samples import a_pdf
from tests.papers.test_typesetting import words_of

from motcua.papers import inspection, typesetting

DATA = specimens.all_specimens()["mau03"]


def test_eight_threads_each_get_their_own_slip():
    def make(place: int) -> bytes:
        return typesetting.pdf(specimens.template("mau03"), {**DATA, "reason": f"Lý do {place}."})

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(make, range(24)))
    assert all(f"Lý do {place}." in words_of(pdf) for place, pdf in enumerate(made))


def test_eight_threads_each_get_the_answer_to_their_own_file():
    files = [a_pdf(*["trang"] * count) for count in range(1, 9)] + [b"%PDF-1.7 hong"] * 4
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda content: inspection.inspect(content, "don.pdf"), files * 2))
    assert [one.pages for one in found] == [*range(1, 9), None, None, None, None] * 2
