"""What a person chooses about quiet: their night, a time of peace, whether they are reminded at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.clock import QUIET_UNTIL, at_local
from bot.errors import Outdated
from bot.services import deliveries, dialogues
from bot.services.registration import get_participant
from bot.services.reminding import REMINDERS
from models import Delivery, Participant

#: The nights to choose from: full hours; the first one is what everybody begins with.
NIGHTS = ((21, 8), (20, 9), (22, 7), (19, 10))
#: For how many days somebody can be left in peace with one tap.
PEACE = (1, 7, 30)


@dataclass(frozen=True)
class Quiet:
    """What somebody has chosen; `until` is None where they are not left in peace at present."""

    begins: int
    ends: int
    reminded: bool
    until: datetime | None


def find(session: Session, *, acting: int, now: datetime) -> Quiet:
    """Return what the participant has chosen; raises like `get_participant`."""
    return _view(get_participant(session, acting), now)


def _view(person: Participant, now: datetime) -> Quiet:
    until = person.silent_until if person.silent_until is not None and person.silent_until > now else None
    return Quiet(person.quiet_from, person.quiet_until, person.reminded, until)


def choose_night(session: Session, begins: int, ends: int, *, acting: int, now: datetime) -> Quiet:
    """Let the participant's night be from `begins` to `ends` o'clock.

    Raises:
        Outdated: that is none of the `NIGHTS`.
    """
    if (begins, ends) not in NIGHTS:
        raise Outdated
    person = get_participant(session, acting)
    person.quiet_from, person.quiet_until = begins, ends
    return _view(person, now)


def keep_peace(session: Session, days: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> Quiet:
    """Leave the participant in peace until 8 o'clock so many days later; 0: no longer.

    Raises:
        Outdated: that is none of the times in `PEACE`.
    """
    if days and days not in PEACE:
        raise Outdated
    end = at_local(now.astimezone(timezone).date() + timedelta(days=days), QUIET_UNTIL, timezone)
    return _set(session, end if days else None, acting=acting, now=now)


def keep_peace_until(session: Session, until: datetime, *, acting: int, now: datetime) -> Quiet:
    """Leave the participant in peace until then; the dialogue ends."""
    dialogues.end(session, acting=acting)
    return _set(session, until, acting=acting, now=now)


def _set(session: Session, until: datetime | None, *, acting: int, now: datetime) -> Quiet:
    person = get_participant(session, acting)
    person.silent_until = until
    return _view(person, now)


def want_reminders(session: Session, *, wanted: bool, acting: int, now: datetime) -> Quiet:
    """Turn reminders on or off; off also stops those that wait. Invitations and changes come in any case."""
    person = get_participant(session, acting)
    person.reminded = wanted
    if not wanted:
        deliveries.stop(session, Delivery.participant_id == acting, Delivery.kind.in_(REMINDERS))
    return _view(person, now)
