"""What the bot said, word for word as it left, and what is wrong with it for readers of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel.messages.pofile import read_po

from bot.i18n import FOLDER, babel_locale, is_right_to_left, load_catalog
from bot.messages import OutgoingMessage
from bot.simulator import Simulator
from bot.simulator.html_parser import parse_html

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
_TAG_OR_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|<[^>]*>")
_DATED = re.compile(r"(\w+)[,،]? \u2066?(\d\d)\.(\d\d)\.(\d{4})")
_TWELVE_HOURS = re.compile(r"\d:\d\d\u2069? ?(?:[AaPp]\.?[Mm]|م|ص|ÖÖ|ÖS|ДП|ПП|дп|пп)\b")
_MARK, _OPENING, _CLOSING = "\u200f", "\u2066\u2067\u2068", "\u2069"
#: Shorter pieces of a sentence may stand in another language by chance.
_TELLING = 13
#: Under which name the methods that say something take their text.
SAYING = {
    "sendMessage": "text",
    "editMessageText": "text",
    "sendDocument": "caption",
    "sendPhoto": "caption",
    "sendVoice": "caption",
}
Sentence = tuple[str, str | None]


@dataclass(frozen=True)
class Utterance:
    """Something that the bot said in a chat: the markup as it left, and the buttons below."""

    chat_id: int
    method: str
    markup: str
    labels: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """What people see of the markup."""
        return parse_html(self.markup)[0] if self.method != "answerCallbackQuery" else self.markup


def utterances(simulator: Simulator) -> list[Utterance]:
    """Return all that the bot said so far, oldest first; also what it replaced later."""
    said = []
    for entry in simulator.transcript:
        if entry.direction == "call" and entry.kind in SAYING:
            markup = entry.payload.get(SAYING[entry.kind], "")
            said.append(Utterance(entry.payload["chat_id"], entry.kind, markup, _labels(entry.payload)))
        elif entry.direction == "call" and entry.kind == "answerCallbackQuery" and "text" in entry.payload:
            said.append(Utterance(0, entry.kind, entry.payload["text"]))
        elif entry.direction == "call" and entry.kind == "setMyCommands" and "scope" in entry.payload:
            descriptions = tuple(command["description"] for command in entry.payload["commands"])
            said.append(Utterance(entry.payload["scope"]["chat_id"], entry.kind, "", descriptions))
    return said


def as_said(message: OutgoingMessage) -> Utterance:
    """Return a message that has not left yet as if it had."""
    labels = tuple(button.text for row in message.rows for button in row)
    return Utterance(0, "sendMessage", message.text, labels)


def _labels(payload: dict[str, Any]) -> tuple[str, ...]:
    rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
    return tuple(button["text"] for row in rows for button in row)


@cache
def sentences() -> dict[Sentence, tuple[str, ...]]:
    """Return the English catalog: message and context to the forms of the message."""
    with (FOLDER / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale="en")
    forms = {(_first(message.id), message.context): message.id for message in catalog if message.id}
    return {key: (form,) if isinstance(form, str) else tuple(form) for key, form in forms.items()}


def _first(forms: Any) -> str:
    return forms if isinstance(forms, str) else str(forms[0])


def label(locale: str, message: str, context: str | None = None, /, **values: object) -> str:
    """Return how `message` reads in the catalog of `locale`.

    Raises:
        KeyError: no such message is in the catalogs; a test that asks for it is out of date.
    """
    assert sentences()[message, context]
    catalog = load_catalog(locale)
    found = catalog.pgettext(context, message) if context else catalog.gettext(message)
    return found % values if values else found


def _translations(locale: str, sentence: Sentence) -> list[str]:
    """Return every form in which `locale` says the sentence."""
    message, context = sentence
    forms = sentences()[sentence]
    catalog = load_catalog(locale)
    if len(forms) > 1:
        return [catalog.ngettext(message, forms[1], number) for number in range(103)]
    return [catalog.pgettext(context, message) if context else catalog.gettext(message)]


@cache
def english_pieces(locale: str) -> tuple[str, ...]:
    """Return what no reader of `locale` should find: telling pieces of English sentences that it says otherwise."""
    found = set()
    for sentence, forms in sentences().items():
        own = " ".join(_translations(locale, sentence))
        pieces = {piece.strip() for form in forms for piece in _TAG_OR_PLACEHOLDER.split(form)}
        found |= {piece for piece in pieces if len(piece) >= _TELLING and piece not in own}
    return tuple(found)


def faults(locale: str, said: Utterance) -> list[str]:
    """Return what is wrong with an utterance in a chat whose person reads `locale`."""
    texts = [said.shown, *said.labels]
    found = [fault for text in texts for fault in _faults_of_text(locale, text)]
    if said.method in SAYING:
        found += [f"button of {len(text)}: {text}" for text in said.labels if len(text) > 64 or not _whole(text)]
    if said.method == "sendMessage" and not said.shown.strip():
        found.append("empty")
    if is_right_to_left(locale) and said.method in SAYING:
        found += _faults_of_direction(said.shown)
    return found


def _whole(text: str) -> bool:
    """Tell whether a cut text ends with a whole character."""
    return bool(text.strip()) and not re.search("[\ud800-\udfff]|[\u200d\ufe0f]…$", text)


def _faults_of_text(locale: str, text: str) -> Iterator[str]:
    yield from (f"{sign} in: {text}" for sign in ("%(", "None", "&amp;", "&lt;", "&gt;", "</") if sign in text)
    if locale != "en":
        yield from (f"English: {piece}" for piece in english_pieces(locale) if piece in text)
    if _TWELVE_HOURS.search(text):
        yield f"twelve hours: {text}"
    for weekday, day, month, year in _DATED.findall(text):
        expected = babel_locale(locale).days["format"]["wide"][date(int(year), int(month), int(day)).weekday()]
        if weekday in _weekdays() and weekday != expected:
            yield f"weekday {weekday} instead of {expected}"


@cache
def _weekdays() -> frozenset[str]:
    languages = ("de", "ru", "tr", "ar", "uk", "en")
    return frozenset(name for one in languages for name in babel_locale(one).days["format"]["wide"].values())


def _faults_of_direction(text: str) -> Iterator[str]:
    for line in filter(None, text.split("\n")):
        if not line.startswith(_MARK):
            yield f"no mark: {line}"
        if not _is_balanced(line):
            yield f"isolates: {line!r}"


def _is_balanced(line: str) -> bool:
    depth = 0
    for character in line:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return False
    return depth == 0


def heard_sentences(locale: str, texts: Iterable[str]) -> set[Sentence]:
    """Return the sentences of the catalog that stand in `texts`, said in `locale`."""
    whole = "\n\x00\n".join(dict.fromkeys(texts))
    return {
        sentence
        for sentence in sentences()
        if any(_stands_in(form, whole) for form in set(_translations(locale, sentence)))
    }


def _stands_in(form: str, whole: str) -> bool:
    """Tell whether a text between two marks says the form; a look for each piece alone spares the long search."""
    pieces = [piece for piece in PLACEHOLDER.split(re.sub(r"<[^>]*>", "", form).replace("%%", "%")) if piece]
    if not all(piece in whole for piece in pieces):
        return False
    return re.search("[^\x00]*?".join(map(re.escape, pieces)), whole) is not None
