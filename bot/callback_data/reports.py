"""Button data: the papers and pictures at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ChooseReportDay(CallbackData):
    """Asks which day the Sachstandsbericht is about."""

    prefix = "stday"


@dataclass(frozen=True)
class TypeReportDay(CallbackData):
    """Asks for a day that is typed."""

    prefix = "sttype"


@dataclass(frozen=True)
class ShowStatusReport(CallbackData):
    """Shows what the Sachstandsbericht of a day holds: `day` as `2009-10-13`."""

    prefix = "status"
    day: str


@dataclass(frozen=True)
class TakeStatusReport(CallbackData):
    """Hands it over; `form` is one of `bot.messages.status_files.Form`."""

    prefix = "stfile"
    day: str
    form: str


@dataclass(frozen=True)
class TakeBriefing(CallbackData):
    """Hands over the page for whoever gets the monthly report."""

    prefix = "stbrief"


@dataclass(frozen=True)
class ShowPublicList(CallbackData):
    """Shows what the press may read."""

    prefix = "press"


@dataclass(frozen=True)
class TakePublicList(CallbackData):
    """Approves that list as it was `seen`, and hands it over."""

    prefix = "pressok"
    seen: int


@dataclass(frozen=True)
class TakeEverything(CallbackData):
    """Hands over the workbook of everything."""

    prefix = "allxlsx"


@dataclass(frozen=True)
class ChoosePicture(CallbackData):
    """Shows which pictures there are."""

    prefix = "pics"


@dataclass(frozen=True)
class TakePicture(CallbackData):
    """Sends a picture; `kind` is one of `bot.messages.pictures.Kind`."""

    prefix = "pic"
    kind: str
