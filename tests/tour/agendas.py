"""Agendas: read, proposed for in writing and by voice, changed, printed; the steering group's with its results."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Body, BodyKind, Membership, MembershipRole
from tests.factories import create_meeting, create_topic
from tests.tour import CLEANED, HOSTILE, Tour
from tests.towns import local

#: AG Bildung's meeting of the tour.
_AGENDA = "agenda:3"


async def propose_topics(tour: Tour) -> None:
    """Nour proposes two topics, after one that is too long, one of them by voice; she looks at her own."""
    nour = tour["Nour"]
    await nour.forges(_AGENDA)
    await tour.press("Nour", "✍️ Propose a topic")
    await nour.says("w" * 201)
    await nour.says(HOSTILE)
    await tour.press("Nour", "📋 Agenda", "✍️ Propose a topic")
    await nour.speaks()
    await tour.press("Nour", "✏️ Change", "📋 Agenda", "✏️ My topics")


async def change_topics(tour: Tour) -> None:
    """Sabine prints the papers, writes the spoken topic down, keeps it, takes the other off; Nour proposes one more."""
    sabine = tour["Sabine"]
    await sabine.hears()
    await tour.press("Sabine", "📋 Agenda", "📄 Agenda (Word)", "🖨 Attendance sheet")
    await tour.press("Sabine", "🎤 Listen", "✏️ Write down")
    await sabine.says("Bus 2")
    await tour.press("Sabine", "📌 On every agenda", "Only on the next one", "📌 On every agenda", "📋 Agenda")
    await tour.press("Sabine", "✏️ Change topics")
    await tour.press_with("Sabine", CLEANED[:5])
    await tour.press("Sabine", "✏️ Write anew", "Cancel")
    await sabine.forges("topic:1")
    await tour.press("Sabine", "🗑 Take off", "📋 Agenda", "✏️ Change topics")
    await tour["Nour"].forges(_AGENDA)
    await tour.press("Nour", "✍️ Propose a topic")
    await tour["Nour"].says("Kaffee")


async def meet_in_the_steering_group(tour: Tour) -> None:
    """Jonas reads what the groups present to the steering group, then the agenda after it; Weber prints the first."""
    first, second = tour.town.database.transact(_plan_steering_group)
    for meeting in (first, second):
        await tour["Jonas"].forges(f"agenda:{meeting}")
    await tour["Weber"].forges(f"print:{first}:agenda")


def _plan_steering_group(session: Session) -> list[int]:
    steering = session.scalars(select(Body.id).where(Body.kind == BodyKind.STEERING_GROUP)).one()
    speaker = select(Membership).where(Membership.role == MembershipRole.SPEAKER).order_by(Membership.id)
    session.scalars(speaker.limit(1)).one().participant.display_name = CLEANED
    create_topic(session, steering, CLEANED)
    return [create_meeting(session, steering, local(day, 12, 2009, 18)) for day in (15, 16)]
