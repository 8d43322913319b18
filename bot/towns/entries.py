"""The parts of a town's file, each as its README describes it; what a part does not know it refuses."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.languages import LOCALES
from bot.text import length
from models import BodyKind, BodyState, MembershipRole


def _first_day(value: Any) -> Any:
    return f"{value}-01" if isinstance(value, str) and len(value) == len("2009-01") else value


def _last_day(value: Any) -> Any:
    first = _first_day(value)
    if first == value:
        return value
    month = date.fromisoformat(first)
    return month.replace(day=monthrange(month.year, month.month)[1])


def _shipped(locale: str) -> str:
    if locale not in LOCALES:
        raise ValueError(f"{locale!r} is not one of the shipped languages {', '.join(LOCALES)}")
    return locale


def _at_most(limit: int) -> AfterValidator:
    """Return the check that a text has no more graphemes than `limit`, which is how the chat counts too."""

    def check(text: str) -> str:
        if length(text) > limit:
            raise ValueError(f"String should have at most {limit} characters")
        return text

    return AfterValidator(check)


Text = Annotated[str, Field(min_length=1)]
#: A title, or somebody's name.
Line = Annotated[Text, _at_most(80)]
#: A name that fits on a button.
Label = Annotated[Text, _at_most(25)]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2,8}$")]
Number = Annotated[str, Field(pattern=r"^[A-Z]{1,8}-\d{2,5}$")]
FirstDay = Annotated[date, BeforeValidator(_first_day)]
LastDay = Annotated[date, BeforeValidator(_last_day)]
#: A day, or an instant with its offset where it is known.
When = date | datetime
Locale = Annotated[str, AfterValidator(_shipped)]


class Entry(BaseModel):
    """A part of the file; what it does not know it refuses, so that no typing error passes for a wish."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class TownEntry(Entry):
    """The municipality."""

    name: Text
    process: Text
    imprint: str = ""
    contact: str = ""
    report_recipient: str = ""
    committees: str = ""


class FigureEntry(Entry):
    """A figure, quoted as its source has it."""

    name: Text
    value: Text
    as_of: date
    note: str = ""
    unit: str = ""
    source: str = ""
    low: float | None = None
    high: float | None = None
    is_estimate: bool = False
    part_of: str = ""
    quoted_share: str = ""


class TextEntry(Entry):
    """Name and purpose of a body in one language."""

    name: Text
    description: str = ""


class BodyEntry(Entry):
    """A body of the process."""

    code: Code
    kind: BodyKind
    name: Text
    short_name: Label
    emoji: str = ""
    place: str = ""
    directions: str = ""
    state: BodyState = BodyState.ACTIVE
    founded: str = ""
    founded_year: int | None = None
    ended: str = ""
    successor: Code | None = None
    aliases: list[Text] = []
    texts: dict[Locale, TextEntry] = {}


class PersonEntry(Entry):
    """Somebody who belongs to a body and has no Telegram."""

    name: Line
    body: Code
    role: MembershipRole = MembershipRole.MEMBER
    note: str = ""


class PhaseEntry(Entry):
    """A phase of the process; months count from their first to their last day."""

    number: int
    name: str = ""
    purpose: str = ""
    starts_on: FirstDay
    ends_on: LastDay
    began_on: FirstDay | None = None
    ended_on: LastDay | None = None

    @model_validator(mode="after")
    def _check_order(self) -> PhaseEntry:
        if self.ends_on < self.starts_on:
            raise ValueError("a phase cannot end before it starts")
        return self


class MilestoneEntry(Entry):
    """Something to be reached or decided, with dates as people say them; the days are those they sort by."""

    name: Text
    committee: str = ""
    document: str = ""
    planned: str = ""
    planned_on: date | None = None
    reached: str = ""
    reached_on: date | None = None
    note: str = ""


class TagEntry(Entry):
    """A plan or network that results and measures are linked to."""

    name: Text
    contact: str = ""


class EventEntry(Entry):
    """An event or meeting that has taken place."""

    title: str = ""
    held_on: date
    held_at: time | None = None
    place: str = ""
    body: Code | None = None
    #: How many were there.
    heads: Annotated[int | None, Field(ge=0)] = None
    #: What was talked about and agreed.
    minutes: str = ""

    @model_validator(mode="after")
    def _check_name(self) -> EventEntry:
        if not self.title and self.body is None:
            raise ValueError("an event needs a title, or the body that met")
        return self
