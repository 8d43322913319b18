"""Residents who are in already: registered in English, with the hats that a test gives them; what they forge."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.services.visitors import find_visitor
from models import Membership, MembershipRole, Role
from tests.factories import create_membership, grant_role
from tests.towns import Resident, Town

MEMBER, SPEAKER = MembershipRole.MEMBER, MembershipRole.SPEAKER


async def join_town(town: Town, name: str, *hats: tuple[int, MembershipRole], role: Role | None = None) -> Resident:
    """Let somebody register, then put the hats (body, role) on them."""
    resident = town.resident(name, "en")
    await resident.registers("English", "✅ Yes, I take part")
    town.database.transact(_put_on, resident.id, hats, role)
    return resident


def _put_on(
    session: Session, telegram_id: int, hats: tuple[tuple[int, MembershipRole], ...], role: Role | None
) -> None:
    number = participant_id(session, telegram_id)
    for body_id, membership in hats:
        create_membership(session, number, body_id, membership)
    if role is not None:
        grant_role(session, number, role)


def take_off(session: Session, telegram_id: int) -> None:
    """Take all memberships from somebody."""
    number = participant_id(session, telegram_id)
    session.execute(delete(Membership).where(Membership.participant_id == number))


def participant_id(session: Session, telegram_id: int) -> int:
    """Return the participant's number of a person in Telegram."""
    visitor = find_visitor(session, telegram_id)
    assert visitor is not None
    return visitor.participant_id


def message_of(resident: Resident, content: dict[str, Any]) -> dict[str, Any]:
    """Return a raw update with a message that no client would let somebody send."""
    sender = {"id": resident.id, "is_bot": False, "first_name": resident.person.first_name}
    chat = {"id": resident.id, "type": "private", "first_name": resident.person.first_name}
    return {"message": {"message_id": 9_999, "date": 1_255_420_800, "chat": chat, "from": sender, **content}}


def callback_data(resident: Resident) -> list[str]:
    """Return what the buttons of the bot's newest message carry."""
    markup = resident.bot_messages[-1].reply_markup or {"inline_keyboard": []}
    return [button["callback_data"] for row in markup["inline_keyboard"] for button in row]
