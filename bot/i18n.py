"""Catalogs: loaded and compiled in memory at start, and spoken one locale at a time."""

from __future__ import annotations

import gettext as gettext_module
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel import Locale as BabelLocale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.languages import LOCALES

FOLDER = Path(__file__).parent.parent / "locales"


@cache
def load_catalog(locale: str) -> gettext_module.NullTranslations:
    """Return the compiled catalog of `locale`; fuzzy entries are left out."""
    language = LOCALES[locale]
    path = FOLDER / language.folder / "LC_MESSAGES" / "messages.po"
    buffer = io.BytesIO()
    with path.open("rb") as file:
        write_mo(buffer, read_po(file, locale=language.babel))
    catalog = gettext_module.GNUTranslations(io.BytesIO(buffer.getvalue()))
    if language.fallback:
        catalog.add_fallback(load_catalog(language.fallback))
    return catalog


def load_catalogs() -> None:
    """Load every shipped catalog now, so that nobody waits for it later."""
    for locale in LOCALES:
        load_catalog(locale)


def is_right_to_left(locale: str) -> bool:
    """Tell whether the language is written from right to left."""
    return babel_locale(locale).text_direction == "rtl"


@cache
def babel_locale(locale: str) -> BabelLocale:
    """Return Babel's locale: the source of names of days and numbers."""
    return BabelLocale.parse(LOCALES[locale].babel)


_current: ContextVar[str] = ContextVar("locale")


@contextmanager
def use_locale(locale: str) -> Iterator[None]:
    """Let `_` and `ngettext` speak `locale` within the block, and nowhere else."""
    token = _current.set(locale)
    try:
        yield
    finally:
        _current.reset(token)


def current_locale() -> str:
    """Return the locale of the innermost `use_locale`.

    Raises:
        LookupError: nobody has said which language to speak.
    """
    return _current.get()


def _(message: str) -> str:
    """Return the translation of a whole English sentence into the current locale."""
    return load_catalog(_current.get()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the translation that fits `number` in the current locale."""
    return load_catalog(_current.get()).ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Return the translation of a short word in its context into the current locale."""
    return load_catalog(_current.get()).pgettext(context, message)
