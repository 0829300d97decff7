"""English follows Vietnamese completely: every sentence of templates and code has its English text, compiled."""

from babel.messages.catalog import Catalog
from tools import messages


def _keys(catalog: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, str(message.id)) for message in catalog if message.id}


def test_the_catalogue_holds_exactly_the_sentences_of_the_source():
    wanted, kept = _keys(messages.extracted()), _keys(messages.english())
    assert (sorted(map(str, wanted - kept)), sorted(map(str, kept - wanted))) == ([], []), "run make messages"


def test_every_sentence_has_its_english_text():
    assert [message.id for message in messages.untranslated(messages.english())] == [], messages.ENGLISH.name


def test_the_compiled_catalogue_is_current():
    compiled = messages.ENGLISH.with_suffix(".mo")
    if messages.ENGLISH.exists():
        assert compiled.read_bytes() == messages.compiled(messages.english()), "run make messages"


def test_sentences_are_found_in_templates_and_in_code():
    template = """{% load i18n %}
      <p class="a">Xin "chào" {% translate "Hồ sơ" %}</p>
    {% blocktranslate trimmed count n=x %}Có {{ n }} hồ sơ{% plural %}Có {{ n }} bộ{% endblocktranslate %}
    {{ _("Ngày") }} {% translate "Trả" context "động từ" %}"""
    found = list(messages.sentences(messages.as_code(template)))
    assert found == [
        (None, "Hồ sơ"),
        (None, ("Có %(n)s hồ sơ", "Có %(n)s bộ")),
        (None, "Ngày"),
        ("động từ", "Trả"),
    ]
    code = 'x = _("Một") + gettext_lazy(\n    "hai "\n    "ba"\n) + ngettext("a", "b", n)'
    assert list(messages.sentences(code)) == [(None, "Một"), (None, "hai ba"), (None, ("a", "b"))]


def test_a_missing_text_and_a_lost_placeholder_are_seen():
    catalog = Catalog(locale="en")
    catalog.add("Hồ sơ", "Dossier")
    catalog.add("Trả", "")
    catalog.add("Có %(n)s hồ sơ", "Some dossiers")
    assert [message.id for message in messages.untranslated(catalog)] == ["Trả", "Có %(n)s hồ sơ"]
