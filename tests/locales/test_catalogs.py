"""Every shipped catalog: complete, with the placeholders and tags of the English sentence, right in its plurals."""

import ast
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot import messages
from bot.i18n import FOLDER, load_catalog
from bot.languages import DEFAULT_LOCALE, LANGUAGES, LOCALES, Language, negotiate
from bot.simulator.html_parser import parse_html

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
#: What `make translations` collects, and where.
COLLECTED = {"_", "ngettext", "pgettext", "npgettext"}
MESSAGES = Path(messages.__file__).parent
COMMAND = re.compile(r"(?<![\w/])/[a-z]+")

#: Which form each number takes: computed with CLDR, see locales/README.md.
FORMS = {
    "en": {0: 1, 1: 0, 2: 1, 5: 1, 11: 1, 21: 1, 100: 1, 101: 1},
    "ru": {0: 2, 1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1, 100: 2, 101: 0, 102: 1},
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 22: 4, 99: 4, 100: 5, 101: 5, 102: 5, 103: 3},
}
FORMS |= {"de": FORMS["en"], "de-simple": FORMS["en"], "tr": FORMS["en"], "uk": FORMS["ru"]}


def _read(language: Language) -> Catalog:
    with (FOLDER / language.folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language.babel)


CATALOGS = {language.locale: _read(language) for language in LANGUAGES}


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def _tags(markup: str) -> Counter[str]:
    found: Counter[str] = Counter()

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            found[tag] += 1

        def handle_endtag(self, tag: str) -> None:
            found["/" + tag] += 1

    Collector().feed(markup)
    return found


def test_a_language_is_a_folder_and_an_entry() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}

    assert folders == {language.folder for language in LANGUAGES}


def _faults(catalog: Catalog, message: Message) -> list[str]:
    """Return what is wrong with an entry, in words."""
    english, translated = _forms(message.id), _forms(message.string)
    if message.fuzzy or not all(form.strip() for form in translated):
        return ["not translated"]
    if len(translated) != (catalog.num_plurals if len(english) > 1 else 1):
        return [f"{len(translated)} forms"]
    return [fault for form in translated for fault in _faults_of_form(english[-1], form)]


def _faults_of_form(english: str, form: str) -> list[str]:
    checks = {
        "placeholders": Counter(PLACEHOLDER.findall(form)) == Counter(PLACEHOLDER.findall(english)),
        "commands": Counter(COMMAND.findall(form)) == Counter(COMMAND.findall(english)),
        "tags": _tags(form) == _tags(english),
        "white space at an end": (form[0].isspace(), form[-1].isspace())
        == (english[0].isspace(), english[-1].isspace()),
        "direction codes": not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", form),
    }
    return [name for name, fine in checks.items() if not fine]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_translated_with_its_placeholders_tags_and_commands(locale: str) -> None:
    catalog = CATALOGS[locale]

    assert {message.id: faults for message in catalog if message.id and (faults := _faults(catalog, message))} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_telegram_takes_the_markup_of_every_sentence(locale: str) -> None:
    for message in filter(lambda message: message.id, CATALOGS[locale]):
        for form in _forms(message.string):
            parse_html(PLACEHOLDER.sub("7", form).replace("%%", "%"))


def test_all_catalogs_hold_the_same_sentences() -> None:
    sentences = {locale: {(message.context, message.id) for message in catalog} for locale, catalog in CATALOGS.items()}

    assert all(found == sentences[DEFAULT_LOCALE] for found in sentences.values())


def test_the_english_catalog_says_what_the_code_says() -> None:
    differing = [message.id for message in CATALOGS["en"] if message.id and message.string != message.id]

    assert differing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_each_number_takes_its_form(locale: str) -> None:
    catalog = load_catalog(locale)
    plural = getattr(catalog, "plural")  # noqa: B009 - typeshed does not know gettext's own method

    assert {number: plural(number) for number in FORMS[locale]} == FORMS[locale]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_form_is_reached_by_some_number(locale: str) -> None:
    plural = getattr(load_catalog(locale), "plural")  # noqa: B009 - typeshed does not know gettext's own method

    assert {plural(number) for number in range(1000)} == set(range(CATALOGS[locale].num_plurals))


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("de-simple", "de-simple"),
        ("de-si", "de-simple"),
        ("EN-us", "en"),
        ("ar", "ar"),
        ("uk", "uk"),
        ("el", None),
        ("", None),
        (None, None),
    ],
)
def test_a_code_finds_its_language(code: str | None, locale: str | None) -> None:
    assert negotiate(code) == locale


def test_no_sentence_hides_in_a_formatted_string() -> None:
    """What is called inside an f-string is not collected on every Python: nobody would be asked to translate it."""
    hidden = [
        f"{path.name}: {ast.unparse(call)}"
        for path in sorted(MESSAGES.rglob("*.py"))
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in COLLECTED
    ]

    assert hidden == []
