"""What the tour does not lead to where agendas are concerned: events, cancelled meetings, recordings that are gone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.messages import OutgoingMessage, agenda_items, agendas
from bot.services.agenda_items import Topic
from bot.services.agendas import EVENT_FRAME, FRAMES, Agenda, Contribution
from bot.services.standings import Standing
from models import AgendaItem, Body, BodyKind, Meeting, MeetingState, Result, ResultState

_BERLIN = ZoneInfo("Europe/Berlin")
_NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
_HOSTILE = '<b>&" مرحبا'
_STEERING = FRAMES[BodyKind.STEERING_GROUP]


def _body() -> Body:
    return Body(id=1, kind=BodyKind.STEERING_GROUP, code="STG", name=_HOSTILE, short_name=_HOSTILE, emoji="", place="")


def _meeting(title: str = "", state: MeetingState = MeetingState.INVITED) -> Meeting:
    return Meeting(id=1, starts_at=_NOW, place="", title=title, revision=0, state=state, body=_body())


def _item(text: str = _HOSTILE) -> AgendaItem:
    return AgendaItem(id=1, body=_body(), text=text, voice_file_id=None, standing=False, created_at=_NOW)


def _orphan() -> Contribution:
    result = Result(id=1, number="BIL-01", title=_HOSTILE, text="", state=ResultState.SUBMITTED)
    return Contribution(None, (_HOSTILE,), (Standing(result),))


def agendas_said(locale: str) -> list[OutgoingMessage]:
    """Say it: the tour's event and cancelled meeting have no reader, its recordings are young, its lists short."""
    many = tuple(_item() for _ in range(25))
    shown = [
        Agenda(_meeting(_HOSTILE), EVENT_FRAME),
        Agenda(_meeting(state=MeetingState.CANCELLED), _STEERING),
        Agenda(_meeting(), _STEERING),
        Agenda(_meeting(), _STEERING, many, (_orphan(),), concludes=True),
    ]
    return [
        *(agendas.agenda(locale, found, _BERLIN) for found in shown),
        agenda_items.proposed(locale, Topic(_item(), None, organises=False), _BERLIN),
        agenda_items.details(locale, Topic(_item(""), None, organises=True), _BERLIN),
        agenda_items.item_list(locale, _meeting(), [], 0, _BERLIN),
    ]
