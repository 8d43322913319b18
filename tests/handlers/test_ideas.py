"""Ideas, as people hand them in and speakers receive them."""

from __future__ import annotations

import pytest

from models import BodyKind, MembershipRole
from tests.factories import create_body, create_membership, grant_role
from tests.towns import Resident, Town

AGREE = "✅ Yes, I take part"


async def join_town(town: Town, name: str) -> Resident:
    """Let somebody register in English."""
    resident = town.resident(name, "en")
    await resident.registers("English", AGREE)
    return resident


async def test_an_idea_takes_two_taps_and_one_message(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")

    asked = await amal.presses("💡 Idea")
    told = await amal.says("A fest for all & everyone")
    thanked = await amal.presses("AG Bildung")

    assert asked == ["💡 What is your idea?\n\nWrite it, or speak it as a voice message."]
    assert told == [
        "Which working group is your idea for?\n\nA fest for all & everyone\n\nTo add something, just write on."
    ]
    assert thanked == ["Thank you. Your idea goes to: AG Bildung"]
