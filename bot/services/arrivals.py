"""Arriving by a poster, a one-time link or without any: agreeing and getting there are one transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, UnknownLink
from bot.services import bodies, links, meetings, permissions, registration
from bot.services.registration import Agreement
from models import Body, Meeting, MembershipRole, Role

#: The meeting that a card in a group chat leads to: `m12`.
_CARD = re.compile(r"m(\d{1,15})", re.ASCII)


@dataclass(frozen=True)
class Arrival:
    """Where a person arrived: in a body, in a role over the town, or just in; with the body's next meeting."""

    body: Body | None = None
    role: Role | None = None
    meeting: Meeting | None = None
    #: Whether they speak for the body from now on.
    speaks: bool = False
    #: False where the link that brought them is unknown, used or expired.
    link_known: bool = True


def register_and_arrive(
    session: Session, telegram_id: int, agreement: Agreement, target: str, *, now: datetime
) -> Arrival:
    """Register a person and take them to `target`; a link that nobody knows does not spoil the registration."""
    participant_id = registration.register(session, telegram_id, agreement, now=now)
    try:
        return arrive(session, target, acting=participant_id, now=now)
    except UnknownLink:
        return Arrival(link_known=False)


def arrive(session: Session, target: str, *, acting: int, now: datetime) -> Arrival:
    """Take a registered person to `target`: a body's code (perhaps with a language), a meeting on a group's card or a
    one-time link.

    Raises:
        UnknownLink: there is no such body that anyone may join, and no such unused link.
    """
    if not target:
        return Arrival()
    if target.startswith(links.PREFIX):
        role, body = links.redeem(session, target, acting=acting, now=now)
        speaks = body is not None and permissions.is_in_body(session, body.id, acting, MembershipRole.SPEAKER)
        return Arrival(body, role, _next_meeting(session, body, now=now), speaks=speaks)
    if (card := _CARD.fullmatch(target)) is not None:
        return _arrive_at_meeting(session, int(card[1]), acting=acting, now=now)
    return _join(session, target, acting=acting, now=now)


def _arrive_at_meeting(session: Session, number: int, *, acting: int, now: datetime) -> Arrival:
    """Take a person to a meeting that a group's card announced: its own people, and who may join them by themselves."""
    coming = select(Meeting).where(Meeting.id == number, *meetings.is_coming(now))
    meeting = session.scalar(coming)
    if meeting is None or meeting.body is None:
        raise UnknownLink
    if permissions.is_in_body(session, meeting.body.id, acting):
        return Arrival(meeting.body, meeting=meeting)
    try:
        return Arrival(bodies.join(session, meeting.body.id, acting=acting, now=now), meeting=meeting)
    except NotFound:
        raise UnknownLink from None


def _join(session: Session, target: str, *, acting: int, now: datetime) -> Arrival:
    body = bodies.find_by_code(session, target.split("-", maxsplit=1)[0])
    if body is None:
        raise UnknownLink
    try:
        return join(session, body.id, acting=acting, now=now)
    except NotFound:
        raise UnknownLink from None


def join(session: Session, body_id: int, *, acting: int, now: datetime) -> Arrival:
    """Join a body that is open to everyone; raises like `bodies.join`. Who comes late learns of the next meeting."""
    body = bodies.join(session, body_id, acting=acting, now=now)
    return Arrival(body, meeting=_next_meeting(session, body, now=now))


def _next_meeting(session: Session, body: Body | None, *, now: datetime) -> Meeting | None:
    return meetings.find_next(session, body.id, now=now) if body is not None else None
