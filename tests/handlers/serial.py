"""A group with a speaker, and a series of its meetings, for those who test either."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Meeting, MembershipRole, Participant, Series
from tests.factories import create_body, create_membership, grant_role
from tests.towns import Resident, Town

AGREE = "✅ Yes, I take part"
PLACE = "Pestalozzischule, Coburg"
NAME = "Meeting: AG Bildung (Education)"
EXAMPLE = "Write day and time like this: 27.10.2009 19:00"
WHEN = f"When does the series begin? AG Bildung (Education)\n\nHow often you meet comes next.\n\n{EXAMPLE}"
HOW_OFTEN = "How often will you meet?\n\nFirst date: Tuesday, 03.11.2009, 19:00"
WHERE = f"Where will you meet?\n\nUsual place: {PLACE}\n\nOr write another address."
FIRST_TUESDAYS = "Every month: first Tuesday"
HEADING = f"{NAME}\n🔁 {FIRST_TUESDAYS}\n📍 {PLACE}"
FOLLOWS = "Invitations and reminders follow by themselves. Each date can be moved or cancelled alone."
NOT_HERE = "That is not available here. /help shows what is possible."
OUTDATED = "This button is no longer current."


def _number(session: Session, resident: Resident) -> int:
    return session.scalars(select(Participant.id).where(Participant.telegram_id == resident.id)).one()


def _speak_for(session: Session, resident: Resident, body_id: int) -> None:
    create_membership(session, _number(session, resident), body_id, MembershipRole.SPEAKER)


def coordinate(session: Session, resident: Resident) -> None:
    """Let somebody coordinate."""
    grant_role(session, _number(session, resident))


async def speaker(town: Town) -> tuple[Resident, int]:
    """Return Fatma, who speaks for AG Bildung, and the group's number."""
    body_id = town.database.transact(create_body, english="Education", place=PLACE)
    fatma = town.resident("Fatma", "en")
    await fatma.registers("English", AGREE)
    town.database.transact(_speak_for, fatma, body_id)
    return fatma, body_id


async def begun(town: Town) -> tuple[Resident, int]:
    """Return Fatma with a series on every first Tuesday, and the group's number."""
    fatma, body_id = await speaker(town)
    await fatma.forges(f"series:{body_id}")
    await fatma.says("3.11. 19 Uhr")
    await fatma.presses(FIRST_TUESDAYS, "📍 Usual place", "✅ Start the series")
    return fatma, body_id


def rules(session: Session) -> list[tuple[str, str, str]]:
    """Return rule, beginning by the wall clock and state of each series."""
    rows = session.scalars(select(Series).order_by(Series.id))
    return [(row.rule, f"{row.starts_on:%d.%m.%Y} {row.wall_time:%H:%M}", row.state.value) for row in rows]


def meetings(session: Session) -> list[str]:
    """Return when each meeting begins, in UTC, and its state."""
    rows = session.scalars(select(Meeting).order_by(Meeting.starts_at))
    return [f"{row.starts_at:%d.%m.%Y %H:%M} {row.state}" for row in rows]
