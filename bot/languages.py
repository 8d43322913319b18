"""The shipped languages, and how one is found by a code. A language is a catalog in ``locales/`` and one entry here."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_LOCALE = "de"


@dataclass(frozen=True)
class Language:
    """A shipped language: `locale` is our key, `endonym` what its readers call it, `babel` whose dates it uses."""

    locale: str
    endonym: str
    babel: str
    fallback: str | None = None

    @property
    def folder(self) -> str:
        """Name of its folder in ``locales/``."""
        return self.locale.replace("-", "_")


#: In the order of the menu: German and Einfaches Deutsch always come first.
LANGUAGES = (
    Language("de", "Deutsch", "de"),
    Language("de-simple", "Einfaches Deutsch", "de", fallback="de"),
    Language("ru", "Русский", "ru", fallback="de-simple"),
    Language("tr", "Türkçe", "tr", fallback="de-simple"),
    Language("ar", "العربية", "ar", fallback="de-simple"),
    Language("uk", "Українська", "uk", fallback="en"),
    Language("en", "English", "en", fallback="de-simple"),
)
LOCALES = {language.locale: language for language in LANGUAGES}

#: What Telegram or a poster may call a language that we have under another name.
_ALIASES = {"de-si": "de-simple", "de-x-simple": "de-simple", "de_simple": "de-simple"}


def negotiate(code: str | None) -> str | None:
    """Return the shipped locale for a language code such as Telegram's `User.language_code`, or None."""
    if not code:
        return None
    wanted = code.lower()
    wanted = _ALIASES.get(wanted, wanted)
    return wanted if wanted in LOCALES else (short if (short := wanted.split("-")[0]) in LOCALES else None)
