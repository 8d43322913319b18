"""Button data: arriving and going."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class PickLanguage(CallbackData):
    """Before consent: the language, and where the person was going (a poster's code, or empty)."""

    prefix = "lang"
    locale: str
    target: str = ""


@dataclass(frozen=True)
class Agree(CallbackData):
    """Yes to the privacy notice shown in this language, in this version."""

    prefix = "agree"
    locale: str
    version: str
    target: str = ""


@dataclass(frozen=True)
class ShowPrivacy(CallbackData):
    """More about privacy before agreeing: `part` is short, full, german or no."""

    prefix = "priv"
    part: str
    locale: str
    target: str = ""


@dataclass(frozen=True)
class ChangeLanguage(CallbackData):
    """A registered person chooses another language."""

    prefix = "chlang"
    locale: str


@dataclass(frozen=True)
class Erase(CallbackData):
    """Deletes the person's data: `scope` is profile or everything."""

    prefix = "erase"
    scope: str


@dataclass(frozen=True)
class MyData(CallbackData):
    """The person's own data as a file."""

    prefix = "mydata"
    form: str
