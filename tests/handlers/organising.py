"""A group that has met: AG Bildung with Fatma, who speaks for it, and members who said yes to one of its meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.services import attendances, planning
from models import BodyKind, Meeting, Participant, Role
from tests.factories import create_body
from tests.handlers.joining import MEMBER, SPEAKER, join_town, participant_id
from tests.towns import BERLIN, Resident, Town, local

#: A Tuesday evening.
TUESDAY = local(27, 10, 2009, 19)
#: When the speaker is asked for what came out of it, and when the members are asked how it was.
EVENING, NEXT_DAY = local(27, 10, 2009, 20, 45), local(28, 10, 2009, 10)
#: When people are reminded of it: nothing is missed that would have to be reported.
REMINDERS = (local(20, 10, 2009, 18), local(26, 10, 2009, 18), local(27, 10, 2009, 17))
NAME = "Meeting: AG Bildung"
CARD = f"{NAME}\n📅 Tuesday, 27.10.2009, 19:00\n📍 Rathaus"


@dataclass
class Group:
    """AG Bildung, its people, and the number of the meeting."""

    body: int
    meeting: int
    fatma: Resident
    amal: Resident
    mehmet: Resident
    sabine: Resident


def plan(session: Session, body: int, telegram_id: int, now: datetime, starts_at: datetime = TUESDAY) -> int:
    """Let somebody plan a meeting of the body and return its number."""
    acting = participant_id(session, telegram_id)
    return planning.plan(session, body, starts_at, "Rathaus", timezone=BERLIN, acting=acting, now=now).id


def say_yes(session: Session, meeting: int, telegram_id: int, now: datetime, said: str = "yes") -> None:
    """Let somebody answer the invitation."""
    acting = participant_id(session, telegram_id)
    attendances.answer(session, meeting, 0, said, acting=acting, now=now)


def name_them(session: Session, telegram_id: int, name: str) -> None:
    """Give somebody a display name."""
    session.get_one(Participant, participant_id(session, telegram_id)).display_name = name


def state_of(session: Session, meeting: int) -> tuple[str, int | None]:
    """Return where the meeting's life stands, and how many heads were counted."""
    found = session.get_one(Meeting, meeting)
    return found.state.value, found.head_count


async def found_group(town: Town, kind: BodyKind = BodyKind.WORKING_GROUP) -> Group:
    """Let AG Bildung plan its meeting; Fatma and Amal said yes, Mehmet no; Sabine coordinates."""
    body = town.database.transact(create_body, "BIL", "Bildung", kind)
    fatma = await join_town(town, "Fatma", (body, SPEAKER))
    amal = await join_town(town, "Amal", (body, MEMBER))
    mehmet = await join_town(town, "Mehmet", (body, MEMBER))
    sabine = await join_town(town, "Sabine", role=Role.COORDINATOR)
    now = town.clock.now()
    meeting = town.database.transact(plan, body, fatma.id, now)
    for resident, said in ((fatma, "yes"), (amal, "yes"), (mehmet, "no")):
        town.database.transact(say_yes, meeting, resident.id, now, said)
    await _look(fatma, amal, mehmet, sabine)
    return Group(body, meeting, fatma, amal, mehmet, sabine)


async def _look(*residents: Resident) -> None:
    """Let them see what has come up to now."""
    for resident in residents:
        await resident.hears()


async def met_group(town: Town, kind: BodyKind = BodyKind.WORKING_GROUP) -> Group:
    """Return the group on the evening of its meeting, when Fatma has just been asked."""
    group = await found_group(town, kind)
    for moment in (*REMINDERS, EVENING):
        await town.move_to(moment)
    await _look(group.fatma, group.amal, group.mehmet, group.sabine)
    return group
