"""Events: prepared in a dialogue, written down as a meeting, announced as a broadcast; by the coordination only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services import audiences, bodies, broadcasts, dialogues, permissions, planning, results
from bot.services.audiences import Audience, AudienceKind, Reach
from bot.services.broadcasts import Report
from bot.services.visitors import DialogueView
from bot.text import check_line
from models import Body, BodyKind, BodyState, Broadcast, DeliveryKind, Meeting, MeetingState

KIND = "event"
TITLE_LIMIT = 200
#: How many places are one tap away.
PLACES = 6
#: To whom events are announced.
AUDIENCES = (
    AudienceKind.CIRCLE,
    AudienceKind.NETWORK,
    AudienceKind.CIRCLE_AND_NETWORK,
    AudienceKind.EVERYONE,
)


@dataclass(frozen=True)
class EventDraft:
    """An event as it stands before it is announced."""

    title: str
    starts_at: datetime
    place: str
    audience: Audience
    reach: Reach


def begin(session: Session, *, acting: int, now: datetime) -> DialogueView:
    """Begin to prepare an event.

    Raises:
        NotPermitted: the participant does not coordinate.
    """
    permissions.check_coordinator(session, acting=acting)
    return dialogues.begin(session, KIND, "title", acting=acting, now=now)


def begin_from_result(session: Session, result_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to prepare the event that a result asks for: it has the result's title.

    Raises:
        NotPermitted: the participant does not coordinate.
        NotFound: there is no such result.
    """
    permissions.check_coordinator(session, acting=acting)
    title = results.get_readable(session, result_id, acting=acting).title
    return dialogues.begin(session, KIND, "date", {"title": title}, acting=acting, now=now)


def name(session: Session, number: int, title: str, *, acting: int, now: datetime) -> DialogueView:
    """Note what the event is called.

    Raises:
        NotPermitted, Outdated: see `begin` and `dialogues.say`.
        EmptyText, TooLong: see `bot.text.check_line`.
    """
    permissions.check_coordinator(session, acting=acting)
    said = {"title": check_line(title, limit=TITLE_LIMIT)}
    return dialogues.say(session, number, "date", said, acting=acting, now=now)


def set_date(session: Session, number: int, starts_at: datetime, *, acting: int, now: datetime) -> DialogueView:
    """Note when it begins; raises like `name`."""
    permissions.check_coordinator(session, acting=acting)
    said = {"starts_at": starts_at.isoformat()}
    return dialogues.say(session, number, "place", said, acting=acting, now=now)


def list_places(session: Session, *, acting: int) -> list[str]:
    """Return places that an event may well have: where people met last, then where bodies usually meet.

    Raises:
        NotPermitted: the participant does not coordinate.
    """
    permissions.check_coordinator(session, acting=acting)
    met = select(Meeting.place).where(Meeting.place != "", Meeting.state != MeetingState.CANCELLED)
    last = met.group_by(Meeting.place).order_by(func.max(Meeting.starts_at).desc(), Meeting.place).limit(PLACES)
    usual = select(Body.place).where(Body.place != "", Body.state == BodyState.ACTIVE)
    usual = usual.group_by(Body.place).order_by(func.count().desc(), Body.place).limit(PLACES)
    return list(dict.fromkeys([*session.scalars(last), *session.scalars(usual)]))[:PLACES]


def key_of(place: str) -> str:
    """Return what stands for a place in a button, where there is no room for the place itself."""
    return hashlib.sha256(place.encode()).hexdigest()[:12]


def choose_place(session: Session, number: int, key: str, *, acting: int, now: datetime) -> DialogueView:
    """Note one of the places of `list_places` by its key.

    Raises:
        NotPermitted, Outdated: as `name`, and where there is no such place (any more).
    """
    places = {key_of(place): place for place in list_places(session, acting=acting)}
    if key not in places:
        raise Outdated
    return set_place(session, number, places[key], acting=acting, now=now)


def set_place(session: Session, number: int, place: str, *, acting: int, now: datetime) -> DialogueView:
    """Note where it is; raises like `name`."""
    permissions.check_coordinator(session, acting=acting)
    said = {"place": check_line(place, limit=planning.PLACE_LIMIT)}
    return dialogues.say(session, number, "audience", said, acting=acting, now=now)


def choose_audience(session: Session, number: int, packed: str, *, acting: int, now: datetime) -> DialogueView:
    """Note whom it is for.

    Raises:
        NotPermitted, Outdated: as `name`, and where there is no such audience for events.
    """
    permissions.check_coordinator(session, acting=acting)
    if packed not in AUDIENCES:
        raise Outdated
    return dialogues.say(session, number, "preview", {"audience": packed}, acting=acting, now=now)


def preview(session: Session, data: dict[str, Any], *, acting: int) -> EventDraft:
    """Return the event that the dialogue's `data` describe, and how many people would hear of it.

    Raises:
        NotPermitted: the participant does not coordinate.
    """
    permissions.check_coordinator(session, acting=acting)
    audience = audiences.find_audience(session, data["audience"])
    starts_at = datetime.fromisoformat(data["starts_at"])
    return EventDraft(data["title"], starts_at, data["place"], audience, audiences.measure(session, audience))


def announce(session: Session, number: int, *, quiet: bool, timezone: ZoneInfo, acting: int, now: datetime) -> Report:
    """Write the event down and tell its audience, each in their language, with buttons to answer.

    People are told at once, or, if it is to be done `quiet`ly, when it is no longer night.

    Raises:
        NotPermitted: the participant does not coordinate.
        Outdated: it was announced before, or there is nobody to tell.
        BadDate: its date has passed meanwhile.
    """
    dialogue = dialogues.get_at(session, KIND, "preview", number, acting=acting)
    draft = preview(session, dialogue.data, acting=acting)
    if not draft.reach.people:
        raise Outdated
    event = planning.create_event(
        session,
        draft.title,
        _body_of(session, draft.audience),
        draft.starts_at,
        draft.place,
        timezone=timezone,
        acting=acting,
        now=now,
    )
    broadcast = Broadcast(
        text=draft.title, audience=draft.audience.pack(), meeting=event, created_at=now, author_id=acting
    )
    broadcasts.send_out(session, broadcast, DeliveryKind.EVENT, draft.audience, quiet=quiet, now=now)
    dialogues.end(session, acting=acting)
    return broadcasts.count(session, broadcast)


def _body_of(session: Session, audience: Audience) -> int | None:
    """Return the circle whose event it is, if there is just one."""
    circles = bodies.list_active(session, BodyKind.CIRCLE) if audience.kind is AudienceKind.CIRCLE else []
    return circles[0].id if len(circles) == 1 else None
